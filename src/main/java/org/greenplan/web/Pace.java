package org.greenplan.web;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How fast a body has to come in. What counts is the time that was spent waiting for it, not what was done meanwhile.
 *
 * @param grace how long it may take in any case
 * @param perSecond after that
 */
record Pace(Duration grace, DataSize perSecond) {

    boolean isTooSlow(long bytes, long waitedNanos) {
        double seconds = (waitedNanos - grace.toNanos()) / 1e9;
        return seconds > 0 && bytes < seconds * perSecond.toBytes();
    }
}
