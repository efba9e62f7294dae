package org.greenplan.submission;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.greenplan.directory.Directory;
import org.greenplan.submission.Submission.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How submissions to the platform stand against their dates, for those who remind of them. */
@Component
public class SubmissionWatch {

    /**
     * One submission.
     *
     * @param subject what it is called wherever it is named
     * @param title the title that is at stake
     * @param measureKey the plan's row that asks for it; null where none does
     * @param awaited whether the platform still waits for it
     * @param step what it waits for itself
     * @param due when that is to be done
     * @param units when the units report
     * @param upload when it goes up, the district's own date
     * @param deadline the platform's date, whether worked or not
     * @param silent names of the units from which nothing signed has come, while that still can be waited for
     */
    public record Standing(
            long id,
            String subject,
            String title,
            @Nullable String measureKey,
            boolean awaited,
            String step,
            LocalDate due,
            LocalDate units,
            LocalDate upload,
            LocalDate deadline,
            List<String> silent) {}

    private final SubmissionStore submissions;
    private final SubmissionCalendar calendar;
    private final SubmissionSettings settings;
    private final AskStore asks;
    private final IndicatorReportStore reports;
    private final Directory directory;
    private final JdbcClient jdbc;

    SubmissionWatch(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            SubmissionSettings settings,
            AskStore asks,
            IndicatorReportStore reports,
            Directory directory,
            JdbcClient jdbc) {
        this.submissions = submissions;
        this.calendar = calendar;
        this.settings = settings;
        this.asks = asks;
        this.reports = reports;
        this.directory = directory;
        this.jdbc = jdbc;
    }

    /** Those that the platform still waits for, the oldest first. */
    public List<Standing> awaited() {
        return submissions.all().stream()
                .filter(SubmissionWatch::isAwaited)
                .map(this::standing)
                .sorted(Comparator.comparing(Standing::deadline).thenComparing(Standing::id))
                .toList();
    }

    /** How this one stands, whether it is still waited for or not. */
    public Optional<Standing> find(long id) {
        return submissions.find(id).map(this::standing);
    }

    /** Code of the unit that answers for them. */
    public String bureau() {
        return settings.bureau();
    }

    /** Code of the unit whose supervisors sign for the district government. */
    public String endorser() {
        return settings.endorser();
    }

    /** Until the transaction ends nobody else does what locks it first. */
    public void lock(long id) {
        jdbc.sql("select id from submission where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
    }

    /** What is corrected was accepted once, and what had gone up before there was a system only lacks its receipt here. */
    private static boolean isAwaited(Submission submission) {
        return !submission.submitted() && !submission.receiptOnly() && submission.correction() == null;
    }

    private Standing standing(Submission submission) {
        SubmissionCalendar.Dates dates = calendar.of(submission.year());
        return new Standing(
                submission.id(),
                submission.subject(),
                submission.track().label(),
                submission.measureKey(),
                isAwaited(submission),
                submission.state().label(),
                due(submission.state(), dates),
                dates.units(),
                dates.upload(),
                dates.deadline(),
                silent(submission));
    }

    private static LocalDate due(State state, SubmissionCalendar.Dates dates) {
        return switch (state) {
            case ASSIGNING, COLLECTING -> dates.units();
            case VERIFYING -> dates.bureau();
            case SIGNING, ENDORSING -> dates.leaders();
            case UPLOADING, CHECKING, SUBMITTED -> dates.upload();
        };
    }

    /** While it is collected those who are asked, then, until it is put together, those who did not answer. */
    private List<String> silent(Submission submission) {
        AskStore.State wanted =
                switch (submission.state()) {
                    case COLLECTING -> AskStore.State.ASKED;
                    case VERIFYING -> AskStore.State.MISSING;
                    default -> null;
                };
        return asks.all(submission.id()).stream()
                .filter(ask -> ask.state() == wanted)
                .map(AskStore.Ask::unit)
                .distinct()
                .map(unit -> directory.nameOf(unit)
                        + (reports.waiting(submission.id(), unit).isPresent() ? "（待本单位审签）" : ""))
                .toList();
    }
}
