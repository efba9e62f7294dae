package org.greenplan.architecture;

import java.time.LocalDate;
import java.time.ZoneId;

/** Breaks a rule on purpose: a day that no test can move. */
public class CallsTheSystemClock {

    LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }
}
