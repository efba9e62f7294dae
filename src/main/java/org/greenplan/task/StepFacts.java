package org.greenplan.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be known of a step beside its name; each method gives the same facts with one more. */
record StepFacts(
        @Nullable String subject,
        @Nullable String measure,
        @Nullable String submission,
        @Nullable String table,
        Step.Sight sight,
        Map<String, String> done) {

    /** The decisions of whoever signs. */
    private static final Map<String, String> SIGNED = Map.of("approve", "已审签同意。", "return", "已退回。");

    static StepFacts work() {
        return new StepFacts(null, null, null, null, Step.Sight.EVERYBODY, Map.of());
    }

    /** @param subject what is signed, as it stands in the table {@code signature} */
    static StepFacts signs(String subject) {
        return new StepFacts(subject, null, null, null, Step.Sight.EVERYBODY, SIGNED);
    }

    /** @param status that the measure has while it waits */
    StepFacts measure(String status) {
        return new StepFacts(subject, status, submission, table, sight, done);
    }

    /** @param state that the submission has while it waits */
    StepFacts submission(String state) {
        return new StepFacts(subject, measure, state, table, sight, done);
    }

    StepFacts in(String table) {
        return new StepFacts(subject, measure, submission, table, sight, done);
    }

    StepFacts seenBy(Step.Sight sight) {
        return new StepFacts(subject, measure, submission, table, sight, done);
    }

    StepFacts done(String sentence) {
        return done("", sentence);
    }

    /** @param decision of those who did it */
    StepFacts done(String decision, String sentence) {
        Map<String, String> sentences = new LinkedHashMap<>(done);
        sentences.put(decision, sentence);
        return new StepFacts(subject, measure, submission, table, sight, Map.copyOf(sentences));
    }
}
