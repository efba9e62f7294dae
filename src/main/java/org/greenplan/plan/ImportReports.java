package org.greenplan.plan;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads how plans came in. */
@Repository
public class ImportReports {

    private final JdbcClient jdbc;

    ImportReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ImportReport> find(int year) {
        List<ImportReport.Entry> findings = findings(year);
        return jdbc.sql(
                        """
                        select title, deadline, source_name, source_sha256, imported_at,
                               (select count(*) from task_item t where t.plan_year = p.plan_year) as task_items,
                               (select count(*) from measure m where m.plan_year = p.plan_year) as measures,
                               (select count(*) from indicator i join measure m on m.measure_key = i.measure_key
                                where m.plan_year = p.plan_year) as indicators
                        from plan p where plan_year = ?""")
                .param(year)
                .query((row, number) -> new ImportReport(
                        year,
                        row.getString("title"),
                        row.getObject("deadline", LocalDate.class),
                        row.getString("source_name"),
                        row.getString("source_sha256"),
                        row.getObject("imported_at", OffsetDateTime.class),
                        row.getInt("task_items"),
                        row.getInt("measures"),
                        row.getInt("indicators"),
                        findings))
                .optional();
    }

    /** The document's text as it was read; empty for an unknown year. */
    public Optional<String> sourceText(int year) {
        return jdbc.sql("select source_text from plan where plan_year = ?")
                .param(year)
                .query(String.class)
                .optional();
    }

    private List<ImportReport.Entry> findings(int year) {
        return jdbc.sql("select kind, place, sentence from import_finding where plan_year = ? order by position")
                .param(year)
                .query((row, number) -> new ImportReport.Entry(
                        Finding.Kind.valueOf(row.getString("kind")).label(),
                        row.getString("place"),
                        row.getString("sentence")))
                .list();
    }
}
