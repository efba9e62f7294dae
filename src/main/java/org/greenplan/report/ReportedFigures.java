package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a unit has reported on a plan's indicators, so that nobody is asked for it twice. */
@Repository
public class ReportedFigures {

    /**
     * The newest signed figure of one indicator.
     *
     * @param name the indicator's
     * @param unit e.g. %
     * @param evidence ids of the files that the report rests on, struck ones left out
     */
    public record Figure(
            String measureKey,
            String name,
            String unit,
            BigDecimal amount,
            LocalDate asOf,
            DataQuality quality,
            String periodName,
            List<String> evidence) {}

    private final JdbcClient jdbc;
    private final FileStore store;

    ReportedFigures(JdbcClient jdbc, FileStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Of one unit in one year's plan, in the plan's order. */
    public List<Figure> of(String unitCode, int planYear) {
        Map<Long, List<String>> evidence = evidence(unitCode, planYear);
        Map<Long, Figure> newest = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select i.id, i.measure_key, i.name, i.unit, x.amount, x.as_of, x.quality, p.name as period_name, v.id as version
                        from indicator_value x join indicator i on i.id = x.indicator_id
                             join report_version v on v.id = x.report_version_id join report r on r.id = v.report_id
                             join round o on o.id = r.round_id join period p on p.id = o.period_id
                             join measure m on m.measure_key = r.measure_key
                        where r.unit_code = ? and m.plan_year = ? and v.status = 'signed'
                        order by m.position, i.position, v.id""")
                .params(unitCode, planYear)
                .query((row, number) -> newest.put(
                        row.getLong("id"),
                        new Figure(
                                row.getString("measure_key"),
                                row.getString("name"),
                                row.getString("unit"),
                                row.getBigDecimal("amount").stripTrailingZeros(),
                                row.getObject("as_of", LocalDate.class),
                                DataQuality.ofCode(row.getString("quality")),
                                row.getString("period_name"),
                                evidence.getOrDefault(row.getLong("version"), List.of()))))
                .list();
        return new ArrayList<>(newest.values());
    }

    /** Ids of the files under each signed version of the unit's. */
    private Map<Long, List<String>> evidence(String unitCode, int planYear) {
        Map<Long, List<String>> files = new HashMap<>();
        jdbc.sql(
                        """
                        select x.report_version_id, x.evidence_id
                        from report_evidence x join report_version v on v.id = x.report_version_id join report r on r.id = v.report_id
                             join measure m on m.measure_key = r.measure_key
                        where r.unit_code = ? and m.plan_year = ? and v.status = 'signed'""")
                .params(unitCode, planYear)
                .query(row -> {
                    files.computeIfAbsent(row.getLong("report_version_id"), none -> new ArrayList<>())
                            .add(row.getString("evidence_id"));
                });
        Map<String, KeptFile> kept = store.find(
                files.values().stream().flatMap(List::stream).distinct().toList());
        files.replaceAll((version, ids) -> ids.stream()
                .map(kept::get)
                .filter(file -> !file.isStruck())
                .sorted(Comparator.comparing(KeptFile::uploadedAt).thenComparing(KeptFile::id))
                .map(KeptFile::id)
                .toList());
        return files;
    }
}
