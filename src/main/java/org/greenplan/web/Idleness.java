package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Ends a session when its person has done nothing for the time of {@code server.servlet.session.timeout}. Tasklist asks
 * the server by itself as long as it is open, and says with each request how long ago its person last did something; a
 * request that says nothing of it was made by the person.
 */
@Component
class Idleness {

    /** Seconds since the last key, click or touch, by {@code greenplan-brand.js}. */
    static final String HEADER = "X-Greenplan-Idle";

    /** When the person last did something, in milliseconds. */
    static final String ACTIVE = "greenplan.active";

    private static final String SECONDS = "[0-9]{1,9}";

    /** Not each request is written down. */
    private static final Duration CLOSE_ENOUGH = Duration.ofMinutes(1);

    private final Clock clock;
    private final Duration longest;

    Idleness(Clock clock, ServerProperties server) {
        this.clock = clock;
        this.longest = server.getServlet().getSession().getTimeout();
    }

    /** Whether the session goes on; if so, what this request says of its person is kept. */
    boolean goesOn(HttpSession session, HttpServletRequest request) {
        Instant now = clock.instant();
        if (session.getAttribute(ACTIVE) instanceof Long millis) {
            Instant last = Instant.ofEpochMilli(millis);
            if (!last.plus(longest).isAfter(now)) {
                return false;
            }
            Instant acted = now.minusSeconds(idle(request.getHeader(HEADER)));
            if (acted.isAfter(last.plus(CLOSE_ENOUGH))) {
                session.setAttribute(ACTIVE, acted.toEpochMilli());
            }
        } else {
            session.setAttribute(ACTIVE, now.toEpochMilli());
        }
        return true;
    }

    private static long idle(@Nullable String seconds) {
        return seconds != null && seconds.matches(SECONDS) ? Long.parseLong(seconds) : 0;
    }
}
