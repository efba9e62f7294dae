package org.greenplan.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_entry}. It is added to and read; no statement here or elsewhere changes or removes a line. */
@Repository
class AuditStore {

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AuditLine line) {
        jdbc.sql(
                        """
                        insert into audit_entry (recorded_at, event, person, person_name, address, subject, detail)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        line.at(),
                        line.event().name(),
                        line.person(),
                        line.personName(),
                        line.address(),
                        line.subject(),
                        line.detail())
                .update();
    }

    /** The newest first. */
    List<AuditLine> find(AuditFilter filter, int limit, long offset) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        List<Object> values = new ArrayList<>();
        if (filter.event() != null) {
            conditions.add("event = ?");
            values.add(filter.event().name());
        }
        if (filter.since() != null) {
            conditions.add("recorded_at >= ?");
            values.add(filter.since());
        }
        if (filter.before() != null) {
            conditions.add("recorded_at < ?");
            values.add(filter.before());
        }
        if (!filter.words().isEmpty()) {
            String part = "%" + filter.words().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
            conditions.add("(lower(person) like ? or lower(person_name) like ? or lower(subject) like ?)");
            values.addAll(List.of(part, part, part));
        }
        values.add(limit);
        values.add(offset);
        return jdbc.sql(
                        "select recorded_at, event, person, person_name, address, subject, detail from audit_entry where "
                                + String.join(" and ", conditions)
                                + " order by recorded_at desc, id desc limit ? offset ?")
                .params(values)
                .query(AuditStore::line)
                .list();
    }

    private static AuditLine line(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getObject("recorded_at", OffsetDateTime.class),
                AuditEvent.valueOf(row.getString("event")),
                row.getString("person"),
                row.getString("person_name"),
                row.getString("address"),
                row.getString("subject"),
                row.getString("detail"));
    }
}
