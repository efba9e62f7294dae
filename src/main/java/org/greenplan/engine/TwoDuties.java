package org.greenplan.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names at each start who is clerk and supervisor of one unit from a time when that was not refused. */
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
