package org.greenplan.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logins that failed, so that a flood of them fills no disk: a line each for the first of a minute, the others are
 * counted in memory and told at its end, in a line for each name and address, and in one for all beyond.
 */
@Component
public class FailedLogins {

    /** Per minute and node. */
    static final int LINES = 30;

    /** Names at addresses that are counted apart, per minute and node. */
    static final int COUNTED_APART = 30;

    private static final Source OTHERS = new Source("", "");

    private record Source(String name, String address) {}

    private final AuditStore store;
    private final Clock clock;
    private final Map<Source, Integer> counted = new HashMap<>();
    private int lines;

    public FailedLogins(JdbcClient jdbc, Clock clock) {
        this.store = new AuditStore(jdbc);
        this.clock = clock;
    }

    /** @param name as it was typed */
    public void wrongPassword(String name, String address) {
        if (hasALine()) {
            add(new Source(name, address), "用户名或密码不正确");
        } else {
            count(name, address);
        }
    }

    /** A password that was not looked at, because of the wrong ones before it. */
    public synchronized void count(String name, String address) {
        // no longer than it is kept
        AuditLine line = line(new Source(name, address), "");
        Source source = new Source(line.person(), line.address());
        boolean apart = counted.containsKey(source) || counted.size() < COUNTED_APART;
        counted.merge(apart ? source : OTHERS, 1, Integer::sum);
    }

    private synchronized boolean hasALine() {
        return ++lines <= LINES;
    }

    /** What could not be written is tried again the next time. */
    @Scheduled(fixedDelayString = "60s", initialDelayString = "60s")
    @PreDestroy
    void tell() {
        Map<Source, Integer> told;
        synchronized (this) {
            lines = 0;
            told = Map.copyOf(counted);
        }
        told.forEach((source, times) -> {
            String more = source.equals(OTHERS) ? "来自更多的用户名或地址" : "尝试过快，没有核对密码，或未逐条记录";
            add(source, "一分钟内另有%d次，%s".formatted(times, more));
            forget(source, times);
        });
    }

    private synchronized void forget(Source source, int times) {
        counted.computeIfPresent(source, (same, now) -> now > times ? now - times : null);
    }

    private void add(Source source, String detail) {
        store.add(line(source, detail));
    }

    private AuditLine line(Source source, String detail) {
        return new AuditLine(
                OffsetDateTime.now(clock), AuditEvent.LOGIN_FAILED, source.name(), "", source.address(), "", detail);
    }
}
