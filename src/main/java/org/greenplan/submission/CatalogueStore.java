package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.submission.CatalogueItem.Notes;
import org.greenplan.submission.CatalogueItem.Part;
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
            add(catalogue, item.number(), i, item.parts().get(i));
        }
        List<String> suppliers = item.suppliers();
        for (int i = 0; i < suppliers.size(); i++) {
            jdbc.sql("insert into catalogue_supplier (catalogue_id, number, position, unit_code) values (?, ?, ?, ?)")
                    .params(catalogue, item.number(), i, suppliers.get(i))
                    .update();
        }
        if (item.parts().stream().anyMatch(part -> !part.suppliers().equals(suppliers))) {
            for (int i = 0; i < item.parts().size(); i++) {
                addSuppliers(catalogue, item.number(), i, item.parts().get(i).suppliers());
            }
        }
    }

    private void add(long catalogue, String number, int partNo, Part part) {
        jdbc.sql(
                        """
                        insert into catalogue_part (catalogue_id, number, part_no, name, conditional, unit, target_text, applies,
                            meaning, formula, data_source)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        catalogue,
                        number,
                        partNo,
                        part.name(),
                        part.conditional(),
                        part.unit(),
                        part.target().text(),
                        part.applies(),
                        part.notes().meaning(),
                        part.notes().formula(),
                        part.notes().source())
                .update();
    }

    private void addSuppliers(long catalogue, String number, int partNo, List<String> units) {
        for (int i = 0; i < units.size(); i++) {
            jdbc.sql(
                            """
                            insert into catalogue_part_supplier (catalogue_id, number, part_no, position, unit_code)
                            values (?, ?, ?, ?, ?)""")
                    .params(catalogue, number, partNo, i, units.get(i))
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
        Map<String, List<String>> ofItem = suppliers("catalogue_supplier", "", id);
        Map<String, List<String>> ofPart = suppliers("catalogue_part_supplier", "part_no, ", id);
        Map<String, Boolean> applies = new HashMap<>();
        jdbc.sql("select number, applies from catalogue_item where catalogue_id = ?")
                .param(id)
                .query((row, number) -> applies.put(row.getString("number"), row.getBoolean("applies")))
                .list();
        Map<String, List<Part>> parts = new HashMap<>();
        jdbc.sql("select * from catalogue_part where catalogue_id = ? order by number, part_no")
                .param(id)
                .query((row, at) -> {
                    String number = row.getString("number");
                    List<String> units = ofPart.keySet().stream().anyMatch(key -> key.startsWith(number + "/"))
                            ? ofPart.getOrDefault(number + "/" + row.getInt("part_no"), List.of())
                            : ofItem.getOrDefault(number, List.of());
                    return parts.computeIfAbsent(number, none -> new ArrayList<>())
                            .add(part(row, applies.get(number) && row.getBoolean("applies"), units));
                })
                .list();
        return jdbc.sql("select * from catalogue_item where catalogue_id = ? order by position")
                .param(id)
                .query((row, number) -> new CatalogueItem(
                        row.getString("number"),
                        row.getString("domain"),
                        row.getString("task"),
                        row.getString("name"),
                        row.getString("attribute"),
                        parts.getOrDefault(row.getString("number"), List.of())))
                .list();
    }

    /** Of an item by its number, of a part by number/part. */
    private Map<String, List<String>> suppliers(String table, String part, long id) {
        Map<String, List<String>> suppliers = new HashMap<>();
        jdbc.sql("select number, " + part + "unit_code from " + table + " where catalogue_id = ? order by number, "
                        + part + "position")
                .param(id)
                .query((row, number) -> suppliers
                        .computeIfAbsent(
                                row.getString("number") + (part.isEmpty() ? "" : "/" + row.getInt("part_no")),
                                none -> new ArrayList<>())
                        .add(row.getString("unit_code")))
                .list();
        return suppliers;
    }

    private static Part part(ResultSet row, boolean applies, List<String> suppliers) throws SQLException {
        String unit = row.getString("unit");
        return new Part(
                row.getString("name"),
                row.getBoolean("conditional"),
                unit,
                Target.of(row.getString("target_text"), unit),
                applies,
                suppliers,
                new Notes(row.getString("meaning"), row.getString("formula"), row.getString("data_source")));
    }
}
