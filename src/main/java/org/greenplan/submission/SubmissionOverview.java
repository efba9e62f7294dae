package org.greenplan.submission;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.file.KeptFile;
import org.greenplan.report.Signatures;
import org.greenplan.submission.Submission.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a submission stands, as its page shows it. */
@Component
class SubmissionOverview {

    /**
     * @param daysLeft to the platform's deadline; negative when it has passed
     * @param daysLate of the receipt, or until today while there is none; 0 when in time
     */
    record Standing(
            Submission submission, String startedAt, String deadline, long daysLeft, int daysLate, List<Step> steps) {

        /** Whether it went up, or will, after the deadline. */
        public boolean late() {
            return daysLate > 0;
        }
    }

    /** @param kind done, now or to-come */
    record Step(String name, String due, String kind, boolean overdue) {}

    /** @param standing in a word @param warn whether something is to be done */
    record UnitRow(String code, String unit, int asked, String standing, String detail, boolean warn) {}

    record VersionRow(
            int number, String compiled, String hash, @Nullable Pack pack, String packSize, List<String> signatures) {}

    record ReceiptRow(
            Receipt receipt,
            String submittedAt,
            String recorded,
            String outcome,
            String checked,
            List<KeptFile> files) {}

    private final SubmissionCalendar calendar;
    private final AskStore asks;
    private final IndicatorReportStore reports;
    private final Compilation compilation;
    private final VersionStore versions;
    private final PackStore packs;
    private final ReceiptStore receipts;
    private final SubmissionFileStore files;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;

    SubmissionOverview(
            SubmissionCalendar calendar,
            AskStore asks,
            IndicatorReportStore reports,
            Compilation compilation,
            VersionStore versions,
            PackStore packs,
            ReceiptStore receipts,
            SubmissionFileStore files,
            Signatures signatures,
            Directory directory,
            People people) {
        this.calendar = calendar;
        this.asks = asks;
        this.reports = reports;
        this.compilation = compilation;
        this.versions = versions;
        this.packs = packs;
        this.receipts = receipts;
        this.files = files;
        this.signatures = signatures;
        this.directory = directory;
        this.people = people;
    }

    Standing standing(Submission submission) {
        SubmissionCalendar.Dates dates = calendar.of(submission.year());
        LocalDate day = receipts.newest(submission.id())
                .filter(receipt -> receipt.outcome() == null || receipt.accepted())
                .map(receipt -> receipt.submittedAt().toLocalDate())
                .orElse(calendar.today());
        return new Standing(
                submission,
                Times.minute(submission.startedAt()),
                Times.day(dates.deadline()),
                ChronoUnit.DAYS.between(calendar.today(), dates.deadline()),
                calendar.daysLate(submission.year(), day),
                steps(submission, dates));
    }

    private List<Step> steps(Submission submission, SubmissionCalendar.Dates dates) {
        if (submission.receiptOnly()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        add(steps, submission, State.COLLECTING, "各单位填报", dates.units());
        add(steps, submission, State.VERIFYING, "汇总核验", dates.bureau());
        add(steps, submission, State.SIGNING, "领导审签", dates.leaders());
        add(steps, submission, State.UPLOADING, "平台报送", dates.upload());
        return steps;
    }

    private void add(List<Step> steps, Submission submission, State state, String name, LocalDate due) {
        State now = submission.state() == State.ENDORSING ? State.SIGNING : submission.state();
        int compared = now.compareTo(state);
        steps.add(new Step(
                name,
                Times.day(due),
                compared > 0 ? "done" : compared == 0 ? "now" : "to-come",
                compared <= 0 && calendar.today().isAfter(due)));
    }

    /** @param only codes of the units to be shown; null for all */
    List<UnitRow> units(Submission submission, @Nullable List<String> only) {
        List<AskStore.Ask> all = asks.all(submission.id());
        return all.stream()
                .map(AskStore.Ask::unit)
                .distinct()
                .filter(unit -> only == null || only.contains(unit))
                .map(unit -> unit(
                        submission,
                        unit,
                        all.stream().filter(ask -> ask.unit().equals(unit)).toList()))
                .toList();
    }

    private UnitRow unit(Submission submission, String unit, List<AskStore.Ask> mine) {
        boolean waiting = reports.waiting(submission.id(), unit).isPresent();
        long open = mine.stream().filter(AskStore.Ask::asked).count();
        long missing = mine.stream()
                .filter(ask -> ask.state() == AskStore.State.MISSING)
                .count();
        boolean again = mine.stream().filter(AskStore.Ask::asked).anyMatch(ask -> Objects.nonNull(ask.opinion()));
        String standing = waiting ? "待本单位审签" : open > 0 ? again ? "退回修改" : "填报中" : missing > 0 ? "未报" : "已报送";
        String detail = reports.signed(submission.id(), unit)
                .flatMap(version -> signatures.latest(Signatures.Subject.INDICATORS, version.id()))
                .map(signed -> signed.signerName() + " " + Times.minute(signed.signedAt()) + "审签")
                .orElse("");
        return new UnitRow(unit, directory.nameOf(unit), mine.size(), standing, detail, missing > 0 || again);
    }

    Completeness count(Submission submission) {
        return Completeness.of(content(submission));
    }

    /** @param only codes of the units whose items are shown; null for all */
    List<ItemView> items(Submission submission, @Nullable List<String> only) {
        if (asks.all(submission.id()).isEmpty()) {
            return List.of();
        }
        if (only == null) {
            return SubmissionForm.items(content(submission));
        }
        return only.stream()
                .flatMap(unit -> reports.signed(submission.id(), unit).stream())
                .flatMap(version -> compilation.of(submission, version.unit(), version.content()).stream())
                .map(ItemView::of)
                .toList();
    }

    /** What was put together last, once it goes up; until then what the units have signed. */
    private SubmissionContent content(Submission submission) {
        Optional<SubmissionContent> frozen = submission.state().compareTo(State.VERIFYING) > 0
                ? versions.newest(submission.id()).map(VersionStore.Version::content)
                : Optional.empty();
        return frozen.orElseGet(() -> compilation.of(submission, List.of(), null));
    }

    List<VersionRow> versions(Submission submission) {
        return versions.all(submission.id()).stream()
                .map(version -> {
                    Pack pack = packs.ofVersion(version.id()).orElse(null);
                    return new VersionRow(
                            version.number(),
                            people.nameOf(version.compiledBy()) + " " + Times.minute(version.compiledAt()),
                            version.sha256(),
                            pack,
                            pack == null ? "" : KeptFile.sizeText(pack.size()),
                            Stream.of(Signatures.Subject.SUBMISSION, Signatures.Subject.ENDORSEMENT)
                                    .flatMap(subject -> signatures.latest(subject, version.id()).stream())
                                    .map(signed -> signed.signerName() + " " + Times.minute(signed.signedAt())
                                            + (signed.approved() ? " 同意" : " 退回：" + signed.opinion()))
                                    .toList());
                })
                .toList();
    }

    List<ReceiptRow> receipts(Submission submission) {
        return receipts.all(submission.id()).stream()
                .map(receipt -> new ReceiptRow(
                        receipt,
                        Times.minute(receipt.submittedAt()),
                        people.nameOf(receipt.recordedBy()) + " " + Times.minute(receipt.recordedAt()),
                        receipt.outcome() == null ? "待核对" : receipt.outcome().label(),
                        receipt.checkedBy() == null
                                ? ""
                                : people.nameOf(receipt.checkedBy()) + " " + Times.minute(receipt.checkedAt()),
                        receipt.files().stream()
                                .flatMap(id -> files.find(id).stream())
                                .toList()))
                .toList();
    }
}
