package org.greenplan.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 分管领导审签: a supervisor of the unit signs the frozen version, or sends it back. */
@Component
class ApproveReportForm implements ApprovalForm<ApproveReportForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            ReportView report,
            List<FieldError> warnings,
            @Nullable ReportChanges changes,
            @Nullable ReportChanges sinceLastDraft,
            @Nullable SentBack returned,
            String returnedAt,
            @Nullable ReportView previous,
            List<EarlierReturn> earlier) {}

    private final ReportStore store;
    private final ReportRounds rounds;
    private final Reports reports;
    private final SubstanceCheck substance;
    private final Signatures signatures;
    private final MeasureViews measureViews;
    private final Timeline timeline;
    private final People people;

    ApproveReportForm(
            ReportStore store,
            ReportRounds rounds,
            Reports reports,
            SubstanceCheck substance,
            Signatures signatures,
            MeasureViews measureViews,
            Timeline timeline,
            People people) {
        this.store = store;
        this.rounds = rounds;
        this.reports = reports;
        this.substance = substance;
        this.signatures = signatures;
        this.measureViews = measureViews;
        this.timeline = timeline;
        this.people = people;
    }

    @Override
    public String taskKey() {
        return Step.APPROVE_REPORT.id();
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        reports.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        ReportRounds.Request request = rounds.request(task.id("roundId"), task.variable("unit"));
        ReportStore.Version version = waiting(task);
        SentBack returned = request.returned();
        return new View(
                measureViews.of(request.measureKey()),
                reports.view(version),
                substance.of(request, version),
                reports.changes(version).orElse(null),
                reports.sinceLastDraft(version).orElse(null),
                returned,
                returned == null ? "" : Times.minute(returned.at()),
                store.previous(request.measureKey(), request.unitCode(), request.roundId())
                        .map(reports::view)
                        .orElse(null),
                sentBack(request));
    }

    /** What the unit's supervisor wanted changed in earlier drafts. */
    private List<EarlierReturn> sentBack(ReportRounds.Request request) {
        return store.versions(request.roundId(), request.unitCode()).stream()
                .filter(before -> before.status().equals("sent_back"))
                .flatMap(before -> signatures.latest(Signatures.Subject.REPORT, before.id()).stream()
                        .map(signed -> EarlierReturn.of("第%d稿".formatted(before.number()), signed)))
                .toList();
    }

    @Override
    public void opened(TaskContext task) {
        ReportStore.Version version = waiting(task);
        if (people.supervisorOf(task.user()).contains(version.unitCode())) {
            store.opened(version, task.user());
        }
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(FillReportForm.work(task), "报告");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        ReportStore.Version version = waiting(task);
        ReportRounds.Request request = rounds.request(version.roundId(), version.unitCode());
        boolean approved = input.approved();
        String opinion = input.words();
        store.settle(version, approved);
        signatures.add(
                request.measureKey(),
                Signatures.Subject.REPORT,
                version.id(),
                version.sha256(),
                approved,
                opinion,
                task.user(),
                version.unitCode());
        if (approved) {
            rounds.handedIn(version.roundId(), version.unitCode());
            timeline.add(
                    request.measureKey(),
                    task.user(),
                    version.unitCode(),
                    version.late() ? TimelineEvent.REPORT_LATE : TimelineEvent.REPORT_SIGNED,
                    "签发%s报告（第%d稿）%s。".formatted(request.periodName(), version.number(), version.late() ? "，补报" : ""));
        } else {
            timeline.add(
                    request.measureKey(),
                    task.user(),
                    version.unitCode(),
                    TimelineEvent.REPORT_SENT_BACK,
                    "退回%s报告（第%d稿）：%s".formatted(request.periodName(), version.number(), opinion));
        }
        return Map.of();
    }

    private ReportStore.Version waiting(TaskContext task) {
        return store.waiting(task.id("roundId"), task.variable("unit"))
                .orElseThrow(() -> RuleViolation.conflict("report-settled", "这份报告已由他人审签或已撤回，请刷新页面。"));
    }
}
