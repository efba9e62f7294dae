package org.greenplan.submission;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.directory.Directory;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 登记未报单位: the bureau has ended the collection; who is missing is recorded, and may be asked again. */
@Component("recordUnanswered")
public class RecordUnanswered implements JavaDelegate {

    private final SubmissionStore submissions;
    private final AskStore asks;
    private final IndicatorReportStore reports;
    private final SubmissionTimeline timeline;
    private final Directory directory;

    RecordUnanswered(
            SubmissionStore submissions,
            AskStore asks,
            IndicatorReportStore reports,
            SubmissionTimeline timeline,
            Directory directory) {
        this.submissions = submissions;
        this.asks = asks;
        this.reports = reports;
        this.timeline = timeline;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Submission submission = submissions.get(SubmissionVariables.submissionId(execution));
        reports.takeBackAll(submission.id());
        List<String> missing = asks.endCollection(submission.id());
        timeline.add(
                submission,
                null,
                null,
                TimelineEvent.PLATFORM_COLLECTION_ENDED,
                missing.isEmpty()
                        ? "收报截止，各单位均已报送。"
                        : "收报截止，未报：%s。"
                                .formatted(String.join(
                                        "、",
                                        missing.stream().map(directory::nameOf).toList())));
    }
}
