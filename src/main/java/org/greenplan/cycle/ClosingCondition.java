package org.greenplan.cycle;

import java.util.Optional;

/** Something outside the cycle that has to be there before a measure may close; implemented where it is known. */
public interface ClosingCondition {

    /** A Chinese sentence on what is missing; empty when the measure may close. */
    Optional<String> obstacle(String measureKey);
}
