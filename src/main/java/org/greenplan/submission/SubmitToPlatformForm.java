package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.spreadsheet.Typed;
import org.greenplan.task.Authors;
import org.greenplan.task.InputField;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 平台报送: a person uploads the pack to the platform by hand, and enters what the platform answered. */
@Component
class SubmitToPlatformForm extends SubmissionForm {

    /** The pack as the form offers it. */
    record PackView(String id, String name, String size, int version) {}

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
        return "userTask_submitToPlatform";
    }

    /** Under which key it is known who worked on a receipt. */
    static String work(long receiptId) {
        return "receipt/" + receiptId;
    }

    @Override
    public List<InputField> inputs() {
        return List.of(
                InputField.text(NUMBER, "回执编号", 100, "必填，平台受理后给出的编号。"),
                InputField.date(DAY, "报送日期", "必填，平台回执上的日期；不晚于现在，不早于审签时间。"),
                InputField.text(TIME, "报送时间", TIME_LENGTH, "必填，24小时制，如8:33、15:30。"),
                InputField.text(HOLDER, "平台账号使用人", 64, "必填，姓名。"),
                InputField.list(FILES, "受理截图或回执", 10, "必填，为已上传文件的编号（PDF或图片）。"));
    }

    @Override
    public Map<String, Object> initial(TaskContext task) {
        Submission submission = submission(task);
        Map<String, Object> initial = new HashMap<>();
        Optional<Receipt> wrong =
                receipts.newest(submission.id()).filter(receipt -> receipt.outcome() == Receipt.Outcome.WRONG);
        wrong.ifPresent(receipt -> {
            initial.put(NUMBER, receipt.number());
            initial.put(DAY, receipt.submittedAt().toLocalDate().toString());
            initial.put(
                    TIME,
                    receipt.submittedAt()
                            .toLocalTime()
                            .truncatedTo(ChronoUnit.MINUTES)
                            .toString());
            initial.put(FILES, receipt.files());
        });
        wrong.or(() -> lastYear.submission(submission).flatMap(before -> receipts.newest(before.id())))
                .ifPresent(receipt -> initial.put(HOLDER, receipt.accountHolder()));
        return initial;
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Submission submission = submission(task);
        Map<String, Object> view = head(submission);
        view.put("receiptOnly", submission.receiptOnly());
        view.put("unit", bureau.unit());
        view.put("sample", false);
        version(submission).ifPresent(version -> {
            view.put("sample", version.content().sample());
            view.put("signedAt", Times.minute(lastSigned(submission).orElse(null)));
            packs.ofVersion(version.id())
                    .ifPresent(pack -> view.put(
                            "pack",
                            new PackView(pack.id(), pack.name(), KeptFile.sizeText(pack.size()), version.number())));
        });
        view.put("sentBack", sentBack(task));
        return view;
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
    public void check(TaskContext task, TaskInput input, Violations violations) {
        Submission submission = submission(task);
        violations.addIf(!input.has(NUMBER), NUMBER, "number-missing", "请填写平台的回执编号；平台上还没有编号的，请等受理后再填。");
        violations.addIf(!input.has(DAY), DAY, "day-missing", "请填写回执上的报送日期。");
        violations.addIf(!input.has(HOLDER), HOLDER, "holder-missing", "请填写是用谁的平台账号报送的。");
        violations.addIf(input.list(FILES).isEmpty(), FILES, "file-missing", "请上传平台受理页面的截图或回执PDF。");
        files.check(
                input.list(FILES),
                new SubmissionFileStore.Place(submission.id(), bureau.unit(), SubmissionFileStore.Place.RECEIPT),
                FILES,
                violations);
        LocalTime time = time(input);
        violations.addIf(time == null, TIME, "time-missing", "请填写回执上的时间，24小时制，如8:33、15:30。");
        LocalDate day = input.date(DAY).orElse(null);
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
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Submission submission = submission(task);
        OffsetDateTime at = at(input.date(DAY).orElseThrow(), java.util.Objects.requireNonNull(time(input)));
        String number = input.text(NUMBER).orElseThrow();
        receipts.add(
                submission.id(),
                version(submission).map(VersionStore.Version::id).orElse(null),
                number,
                at,
                input.text(HOLDER).orElseThrow(),
                input.list(FILES),
                task.user());
        long receipt = receipts.newest(submission.id()).orElseThrow().id();
        authors.takeOver(draftKey(task), work(receipt));
        files.uploaders(input.list(FILES)).forEach(person -> authors.add(work(receipt), person));
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

    private static @Nullable LocalTime time(TaskInput input) {
        return input.text(TIME).flatMap(Typed::time).orElse(null);
    }
}
