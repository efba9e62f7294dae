package org.greenplan.web;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who has sent wrong passwords waits before the next try, the longer the more there were, and never for good: a stranger
 * slows down the own address, not the person whose name was tried. Kept in the database, so that all nodes know. Right
 * passwords leave nothing behind.
 */
@Component
class Slowdown {

    /**
     * How a source is slowed down.
     *
     * @param free wrong ones in a row that cost nothing: people mistype
     * @param longest wait; before it each wrong one doubles what began with a second
     */
    private record Steps(int free, Duration longest) {

        Duration after(int failures) {
            int doublings = Math.min(failures - free, 20);
            Duration wait = doublings < 0 ? Duration.ZERO : Duration.ofSeconds(1L << doublings);
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /** One address at one name. */
    private static final Steps NAME = new Steps(5, Duration.ofMinutes(5));

    /** One address at whatever names: a unit may share one. */
    private static final Steps ADDRESS = new Steps(50, Duration.ofMinutes(1));

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int LONGEST_SOURCE = 255;

    private final JdbcClient jdbc;
    private final Clock clock;

    Slowdown(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Failures(String source, int failures, OffsetDateTime failedAt) {}

    /** How long this address waits with this name before another password of it is looked at. */
    Duration wait(String address, String name) {
        OffsetDateTime now = now();
        return jdbc
                .sql("select source, failures, failed_at from login_failure where source in (?, ?) and failed_at > ?")
                .params(address, source(address, name), now.minus(FORGOTTEN_AFTER))
                .query(Failures.class)
                .list()
                .stream()
                .map(past -> left(past, past.source().equals(address) ? ADDRESS : NAME, now))
                .filter(wait -> !wait.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Never longer than from now: a clock that was set back makes nobody wait for what lies ahead. */
    private static Duration left(Failures past, Steps steps, OffsetDateTime now) {
        Duration wait = steps.after(past.failures());
        Duration left = Duration.between(now, past.failedAt().plus(wait));
        return left.compareTo(wait) < 0 ? left : wait;
    }

    /** Counts for the name at this address and, as long as it is slowed down by nothing else, for the address. */
    void wrong(String address, String name) {
        jdbc.sql("delete from login_failure where failed_at < ?")
                .param(now().minus(FORGOTTEN_AFTER))
                .update();
        // a program with an old password comes again and again: that must not slow down others at its address
        if (count(source(address, name)) <= NAME.free()) {
            count(address);
        }
    }

    /** The name starts anew at this address. */
    void right(String address, String name) {
        jdbc.sql("delete from login_failure where source = ?")
                .param(source(address, name))
                .update();
    }

    private int count(String source) {
        if (!countAgain(source)) {
            try {
                jdbc.sql("insert into login_failure (source, failures, failed_at) values (?, 1, ?)")
                        .params(source, now())
                        .update();
            } catch (DuplicateKeyException anotherWasFaster) {
                countAgain(source);
            }
        }
        return jdbc.sql("select failures from login_failure where source = ?")
                .param(source)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private boolean countAgain(String source) {
        return jdbc.sql("update login_failure set failures = failures + 1, failed_at = ? where source = ?")
                        .params(now(), source)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** One address at one name. */
    static String source(String address, String name) {
        String source = address + " " + name.strip().toLowerCase(Locale.ROOT);
        return source.substring(0, Math.min(source.length(), LONGEST_SOURCE));
    }
}
