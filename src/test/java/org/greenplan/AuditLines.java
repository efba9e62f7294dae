package org.greenplan;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.request.RequestContextHolder;

/** What the audit has kept since it was made, one text a line, the oldest first. */
public final class AuditLines {

    private final JdbcClient jdbc;
    private final long before;

    private AuditLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.before = jdbc.sql("select coalesce(max(id), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    /** What this thread does itself from now on comes from no address, whatever request Spring's tests have left it. */
    public static AuditLines from(JdbcClient jdbc) {
        RequestContextHolder.resetRequestAttributes();
        return new AuditLines(jdbc);
    }

    /** {@code event|person|address|subject|detail} of all lines but logins. */
    public List<String> all() {
        return lines("event not in ('LOGIN', 'PROGRAM_LOGIN')");
    }

    public List<String> of(String event) {
        return lines("event = '" + event + "'");
    }

    private List<String> lines(String condition) {
        return jdbc.sql("select event || '|' || person || '|' || address || '|' || subject || '|' || detail"
                        + " from audit_entry where id > ? and " + condition + " order by id")
                .param(before)
                .query(String.class)
                .list();
    }
}
