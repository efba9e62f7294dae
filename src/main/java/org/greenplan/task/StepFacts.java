package org.greenplan.task;

import org.jspecify.annotations.Nullable;

/** What is to be known of a step beside its name; each method gives the same facts with one more. */
record StepFacts(
        @Nullable String subject,
        @Nullable String measure,
        @Nullable String submission,
        @Nullable String table,
        Step.Sight sight) {

    static StepFacts work() {
        return new StepFacts(null, null, null, null, Step.Sight.EVERYBODY);
    }

    /** @param subject what is signed, as it stands in the table {@code signature} */
    static StepFacts signs(String subject) {
        return new StepFacts(subject, null, null, null, Step.Sight.EVERYBODY);
    }

    /** @param status that the measure has while it waits */
    StepFacts measure(String status) {
        return new StepFacts(subject, status, submission, table, sight);
    }

    /** @param state that the submission has while it waits */
    StepFacts submission(String state) {
        return new StepFacts(subject, measure, state, table, sight);
    }

    StepFacts in(String table) {
        return new StepFacts(subject, measure, submission, table, sight);
    }

    StepFacts seenBy(Step.Sight sight) {
        return new StepFacts(subject, measure, submission, table, sight);
    }
}
