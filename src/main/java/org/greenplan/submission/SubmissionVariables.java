package org.greenplan.submission;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Keys, messages and variables of the submission's processes, as the files under {@code processes/} have them. */
final class SubmissionVariables {

    static final String PLATFORM_SUBMISSION = "platform-submission";
    static final String OPEN_PLATFORM_SUBMISSION = "open-platform-submission";
    static final String MESSAGE_COLLECTION_ENDED = "submission-collection-ended";
    static final String MESSAGE_CORRECTED = "submission-corrected";

    static final String SUBMISSION_ID = "submissionId";
    static final String MEASURE_KEY = "measureKey";
    /** Which submission it is, for names of tasks and for mails. */
    static final String SUBJECT = "subject";

    static final String MEASURE_TEXT = "measureText";
    static final String PERIOD_NAME = "periodName";
    static final String UNIT = "unit";
    static final String UNIT_NAME = "unitName";

    /** Who started open-platform-submission; null where its timer did. */
    static final String STARTED_BY = "startedBy";

    /** What a person chose to open. */
    static final String TRACK = "track";

    static final String SUBMISSION_YEAR = "submissionYear";

    private SubmissionVariables() {}

    static long submissionId(DelegateExecution execution) {
        return ((Number) execution.getVariable(SUBMISSION_ID)).longValue();
    }
}
