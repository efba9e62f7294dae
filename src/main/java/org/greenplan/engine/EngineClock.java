package org.greenplan.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.greenplan.GreenplanApplication;
import org.springframework.stereotype.Component;

/** The one clock: the engine's, so that due dates, timers and our own rows agree, also in a test that moves it. */
@Component
class EngineClock extends Clock {

    private final ZoneId zone;

    EngineClock() {
        this(ZoneId.of(GreenplanApplication.ZONE));
    }

    private EngineClock(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new EngineClock(other);
    }

    @Override
    public Instant instant() {
        return ClockUtil.getCurrentTime().toInstant();
    }
}
