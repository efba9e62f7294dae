package org.greenplan.submission;

import org.springframework.stereotype.Component;

/** When the process open-platform-submission starts. Asked while the engine is being built, so it needs nothing of it. */
@Component("submissionTime")
public class SubmissionTime {

    private final SubmissionSettings settings;

    SubmissionTime(SubmissionSettings settings) {
        this.settings = settings;
    }

    /** Once a year. */
    public String cron() {
        return settings.cron();
    }
}
