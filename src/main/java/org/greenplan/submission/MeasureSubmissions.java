package org.greenplan.submission;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.ClosingCondition;
import org.greenplan.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a plan's row has to do with the platform: the submissions that it asks for, and whether their receipts are there. */
@Component
public class MeasureSubmissions implements ClosingCondition {

    /**
     * One submission, as the dossier shows it.
     *
     * @param state where it stands, in a word
     * @param submittedAt as the receipt says; empty while there is none
     * @param daysLate after the platform's deadline; 0 when in time
     * @param accepted whether the platform has accepted it
     */
    public record Entry(
            long id,
            String subject,
            String state,
            String deadline,
            @Nullable String receiptNumber,
            String submittedAt,
            int daysLate,
            boolean accepted) {}

    private final SubmissionStore submissions;
    private final ReceiptStore receipts;
    private final SubmissionCalendar calendar;
    private final SubmissionSettings settings;
    private final SubmissionRights rights;

    MeasureSubmissions(
            SubmissionStore submissions,
            ReceiptStore receipts,
            SubmissionCalendar calendar,
            SubmissionSettings settings,
            SubmissionRights rights) {
        this.submissions = submissions;
        this.receipts = receipts;
        this.calendar = calendar;
        this.settings = settings;
        this.rights = rights;
    }

    /** Those that the measure asks for, oldest first. */
    public List<Entry> of(String measureKey) {
        return submissions.ofMeasure(measureKey).stream().map(this::entry).toList();
    }

    /** The page of the submission that a task belongs to; empty where it belongs to none. */
    public Optional<String> pageOf(TaskContext task) {
        return Optional.ofNullable(task.variables().get(SubmissionVariables.SUBMISSION_ID))
                .map(id -> "/platform/submissions/" + id);
    }

    /** Whether the person has anything to do with a submission: the bureau, those who see all, units that supply something. */
    public boolean concern(String user) {
        return rights.mayReadAll(user) || rights.suppliesAnything(user);
    }

    private Entry entry(Submission submission) {
        Optional<Receipt> receipt = receipt(submission);
        LocalDate day = receipt.map(given -> given.submittedAt().toLocalDate()).orElse(calendar.today());
        return new Entry(
                submission.id(),
                submission.subject(),
                submission.state().label(),
                Times.day(calendar.of(submission.year()).deadline()),
                receipt.map(Receipt::number).orElse(null),
                receipt.map(given -> Times.minute(given.submittedAt())).orElse(""),
                calendar.daysLate(submission.year(), day),
                accepted(submission));
    }

    /** Whether the platform has accepted it, also where it is corrected since. */
    private boolean accepted(Submission submission) {
        return receipts.all(submission.id()).stream().anyMatch(Receipt::accepted);
    }

    /** The newest that was not found wrong or rejected. */
    private Optional<Receipt> receipt(Submission submission) {
        return receipts.newest(submission.id()).filter(receipt -> receipt.outcome() == null || receipt.accepted());
    }

    /** The year's row is done when the platform has accepted both tracks. */
    @Override
    public Optional<String> obstacle(String measureKey) {
        if (!measureKey.endsWith("-" + settings.measure())) {
            return Optional.empty();
        }
        int year = Integer.parseInt(measureKey.substring(0, measureKey.indexOf('-')));
        List<String> open = Arrays.stream(Track.values())
                .filter(track ->
                        submissions.find(track, year).filter(this::accepted).isEmpty())
                .map(Track::label)
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("%d年向生态文明示范建设管理平台的报送还没有取得平台受理回执：%s。取得后方可办结；此前已报送的，请由区生态环境局在“发起流程”中发起，补录回执。"
                        .formatted(year, String.join("、", open)));
    }
}
