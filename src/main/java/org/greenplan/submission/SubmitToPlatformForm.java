package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.spreadsheet.Typed;
import org.greenplan.task.Authors;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 平台报送: a person uploads the pack to the platform by hand, and enters what the platform answered. */
@Component
class SubmitToPlatformForm extends SubmissionForm<SubmitToPlatformForm.Given, SubmitToPlatformForm.View> {

    /** What the form shows. */
    record View(
            @JsonUnwrapped Head head,
            boolean receiptOnly,
            String unit,
            boolean sample,
            @Nullable String signedAt,
            @Nullable PackView pack,
            @Nullable SentBack sentBack) {}

    /** The pack as the form offers it. */
    record PackView(String id, String name, String size, int version) {}

    /** What is taken. */
    record Given(
            @Input(label = "回执编号", max = 100, rule = "必填，平台受理后给出的编号。") @Nullable String receiptNumber,
            @Input(label = "报送日期", rule = "必填，平台回执上的日期；不晚于现在，不早于审签时间。") @Nullable LocalDate submittedOn,
            @Input(label = "报送时间", max = TIME_LENGTH, rule = "必填，24小时制，如8:33、15:30。") @Nullable String submittedTime,
            @Input(label = "平台账号使用人", max = 64, rule = "必填，姓名。") @Nullable String accountHolder,
            @Input(label = "受理截图或回执", max = 10, rule = "必填，为已上传文件的编号（PDF或图片）。") List<String> files) {

        @Nullable
        LocalTime time() {
            return Optional.ofNullable(submittedTime).flatMap(Typed::time).orElse(null);
        }
    }

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    private static final String NUMBER = "receiptNumber";
    private static final String DAY = "submittedOn";
    private static final String TIME = "submittedTime";
    private static final String HOLDER = "accountHolder";
    private static final String FILES = "files";
    /** Of a time with seconds, and a little more. */
    private static final int TIME_LENGTH = 12;

    private final VersionStore versions;
    private final PackStore packs;
    private final ReceiptStore receipts;
    private final LastYear lastYear;
    private final SubmissionFileStore files;
    private final SubmissionTimeline timeline;
    private final Signatures signatures;
    private final Bureau bureau;
    private final People people;
    private final Authors authors;
    private final Clock clock;

    SubmitToPlatformForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            VersionStore versions,
            PackStore packs,
            ReceiptStore receipts,
            LastYear lastYear,
            SubmissionFileStore files,
            SubmissionTimeline timeline,
            Signatures signatures,
            Bureau bureau,
            People people,
            Authors authors,
            Clock clock) {
        super(submissions, calendar);
        this.versions = versions;
        this.packs = packs;
        this.receipts = receipts;
        this.lastYear = lastYear;
        this.files = files;
        this.timeline = timeline;
        this.signatures = signatures;
        this.bureau = bureau;
        this.people = people;
        this.authors = authors;
        this.clock = clock;
    }

    @Override
    public String taskKey() {
        return Step.SUBMIT_TO_PLATFORM.id();
    }

    /** Under which key it is known who worked on a receipt. */
    static String work(long receiptId) {
        return "receipt/" + receiptId;
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public @Nullable Given initial(TaskContext task) {
        Submission submission = submission(task);
        Optional<Receipt> wrong =
                receipts.newest(submission.id()).filter(receipt -> receipt.outcome() == Receipt.Outcome.WRONG);
        String holder = wrong.or(() -> lastYear.submission(submission).flatMap(before -> receipts.newest(before.id())))
                .map(Receipt::accountHolder)
                .orElse(null);
        return wrong.map(receipt -> new Given(
                        receipt.number(),
                        receipt.submittedAt().toLocalDate(),
                        receipt.submittedAt()
                                .toLocalTime()
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString(),
                        holder,
                        receipt.files()))
                .orElse(new Given(null, null, null, holder, List.of()));
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        Optional<VersionStore.Version> version = version(submission);
        return new View(
                head(submission),
                submission.receiptOnly(),
                bureau.unit(),
                version.filter(signed -> signed.content().sample()).isPresent(),
                version.map(signed -> Times.minute(lastSigned(submission).orElse(null)))
                        .orElse(null),
                version.flatMap(this::pack).orElse(null),
                sentBack(task));
    }

    private Optional<PackView> pack(VersionStore.Version version) {
        return packs.ofVersion(version.id())
                .map(pack -> new PackView(pack.id(), pack.name(), KeptFile.sizeText(pack.size()), version.number()));
    }

    /** The receipt that was entered is not right. */
    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        return receipts.newest(submission(task).id())
                .filter(receipt -> receipt.outcome() == Receipt.Outcome.WRONG)
                .map(receipt -> new SentBack(
                        people.nameOf(String.valueOf(receipt.checkedBy())), receipt.checkedAt(), receipt.reason()))
                .orElse(null);
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        Submission submission = submission(task);
        violations.addIf(input.receiptNumber() == null, NUMBER, "number-missing", "请填写平台的回执编号；平台上还没有编号的，请等受理后再填。");
        violations.addIf(input.submittedOn() == null, DAY, "day-missing", "请填写回执上的报送日期。");
        violations.addIf(input.accountHolder() == null, HOLDER, "holder-missing", "请填写是用谁的平台账号报送的。");
        violations.addIf(input.files().isEmpty(), FILES, "file-missing", "请上传平台受理页面的截图或回执PDF。");
        files.check(
                input.files(),
                new SubmissionFileStore.Place(submission.id(), bureau.unit(), SubmissionFileStore.Place.RECEIPT),
                FILES,
                violations);
        LocalTime time = input.time();
        violations.addIf(time == null, TIME, "time-missing", "请填写回执上的时间，24小时制，如8:33、15:30。");
        LocalDate day = input.submittedOn();
        if (time == null || day == null) {
            return;
        }
        OffsetDateTime at = at(day, time);
        violations.addIf(at.isAfter(OffsetDateTime.now(clock)), DAY, "in-future", "报送时间晚于现在，请按平台回执核对。");
        Optional<OffsetDateTime> signed = lastSigned(submission);
        // a receipt tells minutes, a signature seconds
        violations.addIf(
                signed.isPresent() && at.plusMinutes(1).isBefore(signed.get()),
                DAY,
                "before-signature",
                "报送时间早于领导审签（%s），请核对：应先审签，再向平台报送。".formatted(Times.minute(signed.orElse(null))));
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Submission submission = submission(task);
        OffsetDateTime at = at(Objects.requireNonNull(input.submittedOn()), Objects.requireNonNull(input.time()));
        String number = Objects.requireNonNull(input.receiptNumber());
        receipts.add(
                submission.id(),
                version(submission).map(VersionStore.Version::id).orElse(null),
                number,
                at,
                Objects.requireNonNull(input.accountHolder()),
                input.files(),
                task.user());
        long receipt = receipts.newest(submission.id()).orElseThrow().id();
        authors.takeOver(draftKey(task), work(receipt));
        files.uploaders(input.files()).forEach(person -> authors.add(work(receipt), person));
        timeline.add(
                submission,
                task.user(),
                bureau.unit(),
                TimelineEvent.PLATFORM_UPLOADED,
                "已在平台报送，回执编号%s，时间%s。".formatted(number, Times.minute(at)));
        return Map.of();
    }

    private Optional<VersionStore.Version> version(Submission submission) {
        return submission.receiptOnly() ? Optional.empty() : versions.newest(submission.id());
    }

    /** When the last leader signed what is uploaded. */
    private Optional<OffsetDateTime> lastSigned(Submission submission) {
        return version(submission)
                .flatMap(version -> Stream.of(Signatures.Subject.SUBMISSION, Signatures.Subject.ENDORSEMENT)
                        .flatMap(subject -> signatures.latest(subject, version.id()).stream())
                        .filter(Signatures.Signed::approved)
                        .map(Signatures.Signed::signedAt)
                        .max(OffsetDateTime::compareTo));
    }

    private OffsetDateTime at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(clock.getZone()).toOffsetDateTime();
    }
}
