package org.greenplan.architecture;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Autowired;

/** Breaks a rule on purpose: field injection. */
public class TakesItsFieldsFromOutside {

    @Autowired
    Clock clock;
}
