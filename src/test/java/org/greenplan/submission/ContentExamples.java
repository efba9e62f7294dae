package org.greenplan.submission;

import java.util.List;

/** Pieces of what is submitted, for tests. */
final class ContentExamples {

    private ContentExamples() {}

    /** A part that applies and that all of the item's suppliers supply. */
    static SubmissionContent.Part part(
            String name, String unit, String target, String before, String now, DataState state, Attained attained) {
        return new SubmissionContent.Part(
                name, unit, target, before, now, state, attained, "", false, false, List.of());
    }
}
