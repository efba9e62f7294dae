package org.greenplan.plan;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.greenplan.directory.People;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what when, per measure; only ever added to. */
@Repository
public class Timeline {

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Timeline(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param actor the person, {@code null} when the system did it
     * @param unitCode for which of the own units the person acted, never the unit that was acted upon: that stands in the
     *     sentence; where the system acted, the unit that it is about
     * @param sentence Chinese, what happened
     */
    public void add(
            String measureKey,
            @Nullable String actor,
            @Nullable String unitCode,
            TimelineEvent event,
            String sentence) {
        jdbc.sql(
                        """
                        insert into timeline (measure_key, happened_at, actor, actor_name, unit_code, event, sentence)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        measureKey,
                        OffsetDateTime.now(clock),
                        actor,
                        actor == null ? null : people.nameOf(actor),
                        unitCode,
                        event.code(),
                        sentence)
                .update();
    }
}
