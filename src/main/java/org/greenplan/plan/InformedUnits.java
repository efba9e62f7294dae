package org.greenplan.plan;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units that are only informed (仅知会) of measures are told: that they are, and how it ends. */
@Repository
public class InformedUnits {

    /**
     * One thing to tell one unit.
     *
     * @param id of what happened; the same for every unit
     * @param event assigned, closed or withdrawn
     */
    public record News(long id, String measureKey, String unitCode, TimelineEvent event) {}

    private final JdbcClient jdbc;

    InformedUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of it since a time, for units that have no other part in the measure; oldest first. */
    public List<News> since(OffsetDateTime time) {
        return jdbc.sql(
                        """
                        select t.id, t.measure_key, t.event, mu.unit_code
                        from timeline t join measure_unit mu on mu.measure_key = t.measure_key
                        where t.happened_at > :since and mu.participation = 'inform'
                              and (t.event in ('assigned', 'assignment-signed', 'closed')
                                   or t.event = 'withdrawn'
                                      and exists (select 1 from timeline a
                                                  where a.measure_key = t.measure_key
                                                        and a.event in ('assigned', 'assignment-signed')))
                              and not exists (select 1 from measure_unit o
                                              where o.measure_key = mu.measure_key and o.unit_code = mu.unit_code
                                                    and o.participation <> 'inform')
                        order by t.id, mu.unit_code""")
                .param("since", time)
                .query((row, number) -> new News(
                        row.getLong("id"),
                        row.getString("measure_key"),
                        row.getString("unit_code"),
                        switch (row.getString("event")) {
                            case "closed" -> TimelineEvent.CLOSED;
                            case "withdrawn" -> TimelineEvent.WITHDRAWN;
                            default -> TimelineEvent.ASSIGNED;
                        }))
                .list();
    }
}
