package org.greenplan.reminder;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people have chosen; who has not, is told everything. */
@Repository
class Preferences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Preferences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Preference of(String person) {
        return jdbc.sql("select new_tasks, at_once from reminder_preference where person = ?")
                .param(person)
                .query((row, number) -> new Preference(row.getBoolean("new_tasks"), row.getBoolean("at_once")))
                .optional()
                .orElse(Preference.EVERYTHING);
    }

    /** Of all who have chosen, by login name, for a sweep over everybody; {@link Preference#EVERYTHING} for the others. */
    Map<String, Preference> all() {
        return jdbc
                .sql("select person, new_tasks, at_once from reminder_preference")
                .query((row, number) -> Map.entry(
                        row.getString("person"),
                        new Preference(row.getBoolean("new_tasks"), row.getBoolean("at_once"))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional
    void save(String person, Preference chosen) {
        int updated = jdbc.sql(
                        "update reminder_preference set new_tasks = ?, at_once = ?, changed_at = ? where person = ?")
                .params(chosen.newTasks(), chosen.atOnce(), OffsetDateTime.now(clock), person)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into reminder_preference (person, new_tasks, at_once, changed_at) values (?, ?, ?, ?)")
                    .params(person, chosen.newTasks(), chosen.atOnce(), OffsetDateTime.now(clock))
                    .update();
        }
    }
}
