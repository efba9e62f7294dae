package org.greenplan.task;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who worked on what: everybody who saved a draft of it, handed it in or changed its files. Only ever added to, so who
 * once wrote in something signs no version of it (ADR 0027).
 */
@Repository
public class Authors {

    private final JdbcClient jdbc;
    private final Clock clock;

    Authors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param work what it is about: the key of its draft ({@link TaskForm#draftKey}), or a name that outlives it */
    public void add(String work, String person) {
        jdbc.sql(
                        """
                        insert into work_author (work, person, since) select :work, :person, :now
                        where not exists (select 1 from work_author where work = :work and person = :person)""")
                .param("work", work)
                .param("person", person)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Whoever worked on the one has worked on the other, which was made of it. */
    public void takeOver(String from, String to) {
        of(from).forEach(person -> add(to, person));
    }

    /** Empty when nobody did. */
    public Set<String> of(String work) {
        return ReadOnce.find("authors", work, this::read).orElse(Set.of());
    }

    /** Reads at once what a page will ask of these. */
    public void readAhead(Collection<String> works) {
        ReadOnce.each("authors", works, this::read);
    }

    private Map<String, Set<String>> read(Set<String> works) {
        Map<String, Set<String>> authors = new HashMap<>();
        jdbc.sql("select work, person from work_author where work in (:works)")
                .param("works", works)
                .query(row -> {
                    authors.computeIfAbsent(row.getString("work"), none -> new HashSet<>())
                            .add(row.getString("person"));
                });
        return authors;
    }
}
