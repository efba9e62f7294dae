package org.greenplan.submission;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.submission.CatalogueItem.Comparator;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.submission.CatalogueItem.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables {@code catalogue…}; only ever added to. */
@Repository
class CatalogueStore {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;

    CatalogueStore(JdbcClient jdbc, Clock clock, Audit audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    boolean isEmpty() {
        return jdbc.sql("select count(*) from catalogue").query(Integer.class).single() == 0;
    }

    /** What holds for a year's submission: its newest version; where it has none, that of the year before it. */
    Optional<Catalogue> inForce(Track track, int submissionYear) {
        return jdbc.sql(
                        """
                        select * from catalogue where track = ? and submission_year <= ?
                        order by submission_year desc, version desc limit 1""")
                .params(track.code(), submissionYear)
                .query(CatalogueStore::catalogue)
                .optional()
                .map(this::withItems);
    }

    /** @throws IllegalStateException when there is no such version */
    Catalogue get(long id) {
        return jdbc.sql("select * from catalogue where id = ?")
                .param(id)
                .query(CatalogueStore::catalogue)
                .optional()
                .map(this::withItems)
                .orElseThrow(() -> new IllegalStateException("no catalogue " + id));
    }

    /** How many versions a year has of its own. */
    int versions(Track track, int submissionYear) {
        return jdbc.sql("select count(*) from catalogue where track = ? and submission_year = ?")
                .params(track.code(), submissionYear)
                .query(Integer.class)
                .single();
    }

    /**
     * Adds the next version of a year.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another one comes in at the same moment
     */
    @Transactional
    public void add(
            Track track, int year, String source, boolean sample, @Nullable String by, List<CatalogueItem> items) {
        int version = versions(track, year) + 1;
        jdbc.sql(
                        """
                        insert into catalogue (track, submission_year, version, source, sample, imported_by, imported_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(track.code(), year, version, source, sample, by, OffsetDateTime.now(clock))
                .update();
        long id = jdbc.sql("select id from catalogue where track = ? and submission_year = ? and version = ?")
                .params(track.code(), year, version)
                .query(Long.class)
                .single();
        for (int i = 0; i < items.size(); i++) {
            add(id, i, items.get(i));
        }
        audit.record(
                AuditEvent.CATALOGUE,
                by == null ? "" : by,
                track.label() + year + "年指标目录",
                "第%d版，%d项，来自%s%s".formatted(version, items.size(), source, sample ? "，待核定" : ""));
    }

    private void add(long catalogue, int position, CatalogueItem item) {
        jdbc.sql(
                        """
                        insert into catalogue_item (catalogue_id, position, number, domain, task, name, attribute, applies)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        catalogue,
                        position,
                        item.number(),
                        item.domain(),
                        item.task(),
                        item.name(),
                        item.attribute(),
                        item.applies())
                .update();
        for (int i = 0; i < item.parts().size(); i++) {
            Part part = item.parts().get(i);
            Comparator comparator = part.target().comparator();
            jdbc.sql(
                            """
                            insert into catalogue_part (catalogue_id, number, part_no, name, unit, comparator, target, target_text)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(catalogue, item.number(), i, part.name(), part.unit())
                    .param(6, comparator == null ? null : comparator.code(), Types.VARCHAR)
                    .param(7, part.target().amount(), Types.DECIMAL)
                    .param(8, part.target().text())
                    .update();
        }
        for (int i = 0; i < item.suppliers().size(); i++) {
            jdbc.sql("insert into catalogue_supplier (catalogue_id, number, position, unit_code) values (?, ?, ?, ?)")
                    .params(catalogue, item.number(), i, item.suppliers().get(i))
                    .update();
        }
    }

    private static Catalogue catalogue(ResultSet row, int number) throws SQLException {
        String by = row.getString("imported_by");
        return new Catalogue(
                row.getLong("id"),
                Track.ofCode(row.getString("track")).orElseThrow(),
                row.getInt("submission_year"),
                row.getInt("version"),
                row.getString("source"),
                row.getBoolean("sample"),
                by == null ? "" : by,
                row.getObject("imported_at", OffsetDateTime.class),
                List.of());
    }

    private Catalogue withItems(Catalogue catalogue) {
        return new Catalogue(
                catalogue.id(),
                catalogue.track(),
                catalogue.submissionYear(),
                catalogue.version(),
                catalogue.source(),
                catalogue.sample(),
                catalogue.importedBy(),
                catalogue.importedAt(),
                items(catalogue.id()));
    }

    private List<CatalogueItem> items(long id) {
        Map<String, List<Part>> parts = new HashMap<>();
        jdbc.sql("select * from catalogue_part where catalogue_id = ? order by number, part_no")
                .param(id)
                .query((row, number) -> parts.computeIfAbsent(row.getString("number"), none -> new ArrayList<>())
                        .add(part(row)))
                .list();
        Map<String, List<String>> suppliers = new HashMap<>();
        jdbc.sql("select * from catalogue_supplier where catalogue_id = ? order by number, position")
                .param(id)
                .query((row, number) -> suppliers
                        .computeIfAbsent(row.getString("number"), none -> new ArrayList<>())
                        .add(row.getString("unit_code")))
                .list();
        return jdbc.sql("select * from catalogue_item where catalogue_id = ? order by position")
                .param(id)
                .query((row, number) -> new CatalogueItem(
                        row.getString("number"),
                        row.getString("domain"),
                        row.getString("task"),
                        row.getString("name"),
                        row.getString("attribute"),
                        row.getBoolean("applies"),
                        parts.getOrDefault(row.getString("number"), List.of()),
                        suppliers.getOrDefault(row.getString("number"), List.of())))
                .list();
    }

    private static Part part(ResultSet row) throws SQLException {
        String comparator = row.getString("comparator");
        BigDecimal target = row.getBigDecimal("target");
        return new Part(
                row.getString("name"),
                row.getString("unit"),
                new Target(
                        comparator == null ? null : Comparator.ofCode(comparator),
                        target == null ? null : target.stripTrailingZeros(),
                        row.getString("target_text")));
    }
}
