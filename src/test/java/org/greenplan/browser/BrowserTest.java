package org.greenplan.browser;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.greenplan.calendar.DueDates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A test in the installed Chromium, opened once for its class. Its application starts on a Monday of the first plan's year,
 * on whatever day another test left the clock.
 */
@ExtendWith(BrowserTest.Monday.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    /** Comes before the application is started. */
    static final class Monday implements TestInstancePostProcessor {

        @Override
        public void postProcessTestInstance(Object test, ExtensionContext context) {
            on("2026-11-23T09:00");
        }
    }

    @LocalServerPort
    private int port;

    private Chromium chromium;

    @BeforeAll
    void openChromium() {
        chromium = Chromium.open();
    }

    @AfterAll
    void closeChromium() {
        if (chromium != null) {
            chromium.close();
        }
        ClockUtil.reset();
    }

    final Chromium chromium() {
        return chromium;
    }

    final String base() {
        return "http://localhost:" + port;
    }

    /** From now on it is this time, and goes on. */
    static void on(String time) {
        Instant then = LocalDateTime.parse(time).atZone(DueDates.ZONE).toInstant();
        ClockUtil.offset(Duration.between(Instant.now(), then).toMillis());
    }
}
