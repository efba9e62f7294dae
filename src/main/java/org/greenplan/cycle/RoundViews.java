package org.greenplan.cycle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.report.Hashes;
import org.greenplan.report.ReportView;
import org.greenplan.report.Reports;
import org.greenplan.report.Signatures;
import org.greenplan.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A round as the forms of assisting units, leads and the plan office show it. */
@Component
public class RoundViews {

    public record UnitName(String unit, String unitName) {}

    public record ConfirmationView(
            String unit,
            String unitName,
            String outcome,
            String outcomeText,
            @Nullable String opinion,
            @Nullable String byName,
            @Nullable OffsetDateTime at) {}

    public record HistoryView(
            String kindText, String decisionText, @Nullable String opinion, String byName, OffsetDateTime at) {}

    public record RoundView(
            long id,
            String periodName,
            boolean periodLast,
            LocalDate due,
            List<ReportView> reports,
            List<UnitName> missing,
            List<ConfirmationView> confirmations,
            List<UnitName> reporters,
            List<UnitName> confirmers,
            List<HistoryView> history) {}

    private final RoundStore store;
    private final Reports reports;
    private final ConfirmationStore confirmations;
    private final ReviewStore reviews;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;

    RoundViews(
            RoundStore store,
            Reports reports,
            ConfirmationStore confirmations,
            ReviewStore reviews,
            Signatures signatures,
            Directory directory,
            People people) {
        this.store = store;
        this.reports = reports;
        this.confirmations = confirmations;
        this.reviews = reviews;
        this.signatures = signatures;
        this.directory = directory;
        this.people = people;
    }

    /** Reads at once what the views of the rounds of these tasks will ask. */
    void readAheadOf(Collection<TaskContext> tasks) {
        Set<Long> roundIds =
                tasks.stream().map(task -> task.id(CycleVariables.ROUND_ID)).collect(Collectors.toSet());
        store.readAhead(roundIds);
        reports.readAhead(
                roundIds.stream().collect(Collectors.toMap(Function.identity(), round -> store.reporters(round).stream()
                        .map(Round.Reporter::unitCode)
                        .toList())));
        confirmations.readAhead(roundIds);
        reviews.readAhead(roundIds);
        List<ConfirmationStore.Confirmation> given = roundIds.stream()
                .flatMap(round -> confirmations.all(round).stream())
                .toList();
        signatures.readAhead(
                Signatures.Subject.DISSENT,
                given.stream().map(ConfirmationStore.Confirmation::id).toList());
        people.namesOf(Stream.concat(
                        given.stream()
                                .map(ConfirmationStore.Confirmation::givenBy)
                                .filter(Objects::nonNull),
                        roundIds.stream()
                                .flatMap(round -> reviews.all(round).stream())
                                .map(ReviewStore.Review::decidedBy))
                .toList());
    }

    RoundView of(long roundId) {
        Round round = store.get(roundId);
        List<Round.Reporter> reporters = store.reporters(roundId);
        List<Round.Confirmer> confirmers = store.confirmers(roundId);
        return new RoundView(
                roundId,
                round.period().name(),
                round.period().last(),
                round.due(),
                reporters.stream()
                        .flatMap(reporter -> reports.signed(roundId, reporter.unitCode()).stream())
                        .toList(),
                reporters.stream()
                        .filter(reporter -> reporter.state().equals("missing"))
                        .map(reporter -> name(reporter.unitCode()))
                        .toList(),
                confirmers.stream().map(this::confirmation).toList(),
                reporters.stream().map(reporter -> name(reporter.unitCode())).toList(),
                confirmers.stream().map(confirmer -> name(confirmer.unitCode())).toList(),
                reviews.all(roundId).stream().map(this::history).toList());
    }

    /** What a decision on the round rests on: the hashes of the reports that were read. */
    String basis(long roundId) {
        return Hashes.sha256(String.join(
                "\n",
                of(roundId).reports().stream()
                        .map(report -> report.unit() + " " + report.sha256())
                        .toList()));
    }

    private ConfirmationView confirmation(Round.Confirmer confirmer) {
        Optional<ConfirmationStore.Confirmation> given = confirmer.state().equals("expected")
                ? Optional.empty()
                : confirmations
                        .latest(confirmer.roundId(), confirmer.unitCode())
                        .filter(confirmation -> !confirmer.state().equals("dissenting"));
        return new ConfirmationView(
                confirmer.unitCode(),
                directory.nameOf(confirmer.unitCode()),
                given.map(ConfirmationStore.Confirmation::outcome).orElse("expected"),
                given.map(ConfirmationStore.Confirmation::outcomeText).orElse("未反馈"),
                given.map(ConfirmationStore.Confirmation::opinion).orElse(null),
                given.map(this::by).orElse(null),
                given.map(ConfirmationStore.Confirmation::givenAt).orElse(null));
    }

    /** Who wrote it, and who signed what left the unit. */
    private @Nullable String by(ConfirmationStore.Confirmation given) {
        if (given.givenBy() == null) {
            return null;
        }
        return people.nameOf(given.givenBy())
                + signatures
                        .latest(Signatures.Subject.DISSENT, given.id())
                        .filter(Signatures.Signed::approved)
                        .map(signed -> "（" + signed.signerName() + "审签）")
                        .orElse("");
    }

    private HistoryView history(ReviewStore.Review review) {
        return new HistoryView(
                ReviewWords.kind(review.kind()),
                ReviewWords.decision(review.kind(), review.decision()),
                review.opinion(),
                people.nameOf(review.decidedBy()),
                review.decidedAt());
    }

    private UnitName name(String code) {
        return new UnitName(code, directory.nameOf(code));
    }
}
