package org.greenplan.trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.greenplan.GreenplanApplication;

/** The application on another day: its clock starts at the property's time and runs on from there. */
final class DatedApplication {

    static final String STARTS_AT = "greenplan.test.starts-at";

    private DatedApplication() {}

    public static void main(String[] args) {
        Instant start = LocalDateTime.parse(System.getProperty(STARTS_AT))
                .atZone(ZoneId.of(GreenplanApplication.ZONE))
                .toInstant();
        ClockUtil.offset(Duration.between(Instant.now(), start).toMillis());
        GreenplanApplication.main(args);
    }
}
