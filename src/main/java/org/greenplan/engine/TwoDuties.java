package org.greenplan.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Names at each start who is clerk and supervisor of one unit, or auditor and something else, from a time when that was
 * not refused.
 */
@Component
class TwoDuties {

    private static final Logger LOG = LoggerFactory.getLogger(TwoDuties.class);

    private final JdbcClient jdbc;

    TwoDuties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        people().forEach(person -> LOG.warn(
                "{} 既是该单位的经办人又是分管领导，请在系统管理中移出其中一组（clerk and supervisor of one unit; take them out of one group）",
                person));
        auditors()
                .forEach(person -> LOG.warn(
                        "{} 是安全审计员，又属于其他用户组，只能查看安全审计；请在系统管理中移出其中一组（auditor and in another group; sees the audit only）",
                        person));
    }

    /** Auditors who are in another group. */
    List<String> auditors() {
        return jdbc.sql(
                        """
                        select distinct a.user_id_ from act_id_membership a
                        join act_id_membership other on other.user_id_ = a.user_id_ and other.group_id_ <> a.group_id_
                        where a.group_id_ = ? order by 1""")
                .param(GroupIds.AUDITORS)
                .query(String.class)
                .list();
    }

    /** {@code <id> (<unit>)} each. */
    List<String> people() {
        return jdbc.sql(
                        """
                        select c.user_id_ || ' (' || substring(c.group_id_, 1, length(c.group_id_) - 5) || ')'
                        from act_id_membership c join act_id_membership s on s.user_id_ = c.user_id_
                        where c.group_id_ like '%Staff'
                        and s.group_id_ = substring(c.group_id_, 1, length(c.group_id_) - 5) || 'Supervisor'
                        order by 1""")
                .query(String.class)
                .list();
    }
}
