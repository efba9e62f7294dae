package org.greenplan.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept of passwords beside the engine's own: earlier hashes, and whose was chosen by somebody else. */
@Repository
class PasswordStore {

    /** A hash that was in use, with the salt that the engine puts behind the password. */
    record Past(String hash, @Nullable String salt) {}

    /**
     * The password in use.
     *
     * @param given whether somebody else has chosen it
     */
    record Current(@Nullable String hash, boolean given) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PasswordStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<Past> past(String person, int count) {
        return jdbc
                .sql("select hash, salt from past_password where person = ? order by replaced_at desc")
                .param(person)
                .query(Past.class)
                .list()
                .stream()
                .limit(count)
                .toList();
    }

    void keep(String person, Past replaced) {
        jdbc.sql("insert into past_password (person, replaced_at, hash, salt) values (?, ?, ?, ?)")
                .params(person, OffsetDateTime.now(clock), replaced.hash(), replaced.salt())
                .update();
    }

    /** Empty when there is nobody of this name. Asked at every request, so without the engine. */
    Optional<Current> of(String person) {
        return jdbc.sql(
                        """
                        select u.pwd_ as hash,
                               exists (select 1 from given_password g where g.person = u.id_) as given
                        from act_id_user u where u.id_ = ?""")
                .param(person)
                .query(Current.class)
                .optional();
    }

    void given(String person, String by) {
        own(person);
        jdbc.sql("insert into given_password (person, given_at, given_by) values (?, ?, ?)")
                .params(person, OffsetDateTime.now(clock), by)
                .update();
    }

    /** It is the person's own choice. */
    void own(String person) {
        jdbc.sql("delete from given_password where person = ?").param(person).update();
    }
}
