package org.greenplan.cycle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.report.ReportView;
import org.greenplan.report.Reports;
import org.greenplan.report.Signatures;
import org.greenplan.task.Hashes;
import org.greenplan.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A round as assisting units, leads, their supervisors and the plan office read it, in tables and in forms. */
@Component
public class RoundViews {

    public record UnitName(String unit, String unitName) {}

    /**
     * An assisting unit's answer, or why there is none.
     *
     * @param outcome code of the state
     * @param outcomeText the state in words, with the date where one is set
     * @param opinion of a dissent
     * @param earlier dissents of the same round that the unit has answered anew since; for the unit's own eyes also those
     *     that never left it
     */
    public record ConfirmationView(
            String unit,
            String unitName,
            ConfirmationState state,
            String outcome,
            String outcomeText,
            @Nullable String opinion,
            @Nullable String byName,
            @Nullable OffsetDateTime at,
            List<EarlierOpinion> earlier) {

        /**
         * @param askedUntil the day that goes with {@link ConfirmationState#ASKED}
         * @param answers all that the unit answered in the round, oldest first
         * @param own whether somebody of the unit looks
         */
        public static ConfirmationView of(
                String unit,
                String unitName,
                ConfirmationState state,
                @Nullable LocalDate askedUntil,
                List<Answer> answers,
                boolean own) {
            boolean answered = state.settled() || state == ConfirmationState.UNSIGNED;
            Answer latest = answered && !answers.isEmpty() ? answers.get(answers.size() - 1) : null;
            return new ConfirmationView(
                    unit,
                    unitName,
                    state,
                    state.code(),
                    state == ConfirmationState.ASKED && askedUntil != null
                            ? "%s（%s前）".formatted(state.label(), Times.day(askedUntil))
                            : state.label(),
                    latest == null ? null : latest.opinion(),
                    latest == null ? null : latest.by(),
                    latest == null ? null : latest.at(),
                    answers.stream()
                            .filter(answer -> answer != latest && answer.mayRead(own))
                            .map(answer -> new EarlierOpinion(
                                    String.valueOf(answer.opinion()),
                                    String.valueOf(answer.by()),
                                    answer.at(),
                                    answer.sign() == Sign.SIGNED))
                            .toList());
        }

        /** Without the wording of what has not left the unit, which stands elsewhere on the same page. */
        ConfirmationView withoutUnsigned() {
            boolean unsigned = state == ConfirmationState.UNSIGNED;
            return new ConfirmationView(
                    unit,
                    unitName,
                    state,
                    outcome,
                    outcomeText,
                    unsigned ? null : opinion,
                    unsigned ? null : byName,
                    unsigned ? null : at,
                    earlier.stream().filter(EarlierOpinion::signed).toList());
        }

        /** Whether it says something of its own. */
        public boolean hasWords() {
            return opinion != null || !earlier.isEmpty();
        }

        public String atText() {
            return Times.minute(at);
        }
    }

    /**
     * What a unit answered once.
     *
     * @param by who wrote it and who signed it; {@code null} for silence
     * @param sign how far an objection came
     */
    public record Answer(@Nullable String opinion, @Nullable String by, OffsetDateTime at, Sign sign) {

        /** An objection is everybody's once it is signed; before, and when it never is, its own unit's. */
        private boolean mayRead(boolean own) {
            return sign == Sign.SIGNED || own && sign == Sign.UNSIGNED;
        }

        /** Who wrote it, and who signed it where that was needed. */
        public static @Nullable String by(@Nullable String writer, @Nullable String signer) {
            return writer == null ? null : signer == null ? writer : writer + "（" + signer + "审签）";
        }
    }

    /** Whether the unit's supervisor has signed an answer. */
    public enum Sign {
        /** No objection. */
        NOT_NEEDED,
        SIGNED,
        /** Not yet, sent back, or not in time. */
        UNSIGNED;

        /**
         * @param outcome of the confirmation, as it is stored
         * @param signer who signed it, if anybody did
         */
        public static Sign of(String outcome, @Nullable String signer) {
            return !outcome.equals("dissented") ? NOT_NEEDED : signer == null ? UNSIGNED : SIGNED;
        }
    }

    /**
     * A dissent that was settled by asking again, or that never left its unit.
     *
     * @param signed whether it left the unit
     */
    public record EarlierOpinion(String opinion, String byName, OffsetDateTime at, boolean signed) {

        public String what() {
            return signed ? "此前有意见" : "没有送出的意见（仅本单位可见）";
        }

        public String atText() {
            return Times.minute(at);
        }
    }

    /** @param returns to whom something went back, an opinion each */
    public record HistoryView(
            String kindText,
            String decisionText,
            @Nullable String opinion,
            String byName,
            OffsetDateTime at,
            List<ReturnView> returns) {

        public String atText() {
            return Times.minute(at);
        }
    }

    public record ReturnView(String unitName, String opinion) {}

    /** @param sums per indicator the sum of what the units reported, in words; only where several units did */
    public record RoundView(
            long id,
            String periodName,
            boolean periodLast,
            LocalDate due,
            List<ReportView> reports,
            List<String> sums,
            List<UnitName> missing,
            List<ConfirmationView> confirmations,
            List<UnitName> reporters,
            List<UnitName> confirmers,
            List<HistoryView> history) {

        public String dueText() {
            return Times.day(due);
        }

        /** For whoever has what their unit has not signed before them already. */
        RoundView withoutUnsigned() {
            return new RoundView(
                    id,
                    periodName,
                    periodLast,
                    due,
                    reports,
                    sums,
                    missing,
                    confirmations.stream()
                            .map(ConfirmationView::withoutUnsigned)
                            .toList(),
                    reporters,
                    confirmers,
                    history);
        }

        /** The assisting units, those that stand alike together. */
        public List<ConfirmationGroup> opinions() {
            return ConfirmationGroup.of(confirmations);
        }
    }

    private final RoundStore store;
    private final Reports reports;
    private final ConfirmationStore confirmations;
    private final ConfirmationDates dates;
    private final ReviewStore reviews;
    private final Measures measures;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;

    RoundViews(
            RoundStore store,
            Reports reports,
            ConfirmationStore confirmations,
            ConfirmationDates dates,
            ReviewStore reviews,
            Measures measures,
            Signatures signatures,
            Directory directory,
            People people) {
        this.store = store;
        this.reports = reports;
        this.confirmations = confirmations;
        this.dates = dates;
        this.reviews = reviews;
        this.measures = measures;
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
        dates.readAhead(
                roundIds.stream().map(round -> store.get(round).measureKey()).toList());
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

    /** @param own the units for which somebody looks: what their supervisors have not signed is shown to them alone */
    RoundView of(long roundId, Set<String> own) {
        Round round = store.get(roundId);
        List<Round.Reporter> reporters = store.reporters(roundId);
        List<Round.Confirmer> confirmers = store.confirmers(roundId);
        List<ReportView> signed = reporters.stream()
                .flatMap(reporter -> reports.signed(roundId, reporter.unitCode()).stream())
                .toList();
        return new RoundView(
                roundId,
                round.period().name(),
                round.period().last(),
                round.due(),
                signed,
                Sums.of(signed),
                reporters.stream()
                        .filter(reporter -> reporter.state().equals("missing"))
                        .map(reporter -> name(reporter.unitCode()))
                        .toList(),
                confirmers.stream()
                        .map(confirmer -> confirmation(round, confirmer, own))
                        .toList(),
                reporters.stream().map(reporter -> name(reporter.unitCode())).toList(),
                confirmers.stream().map(confirmer -> name(confirmer.unitCode())).toList(),
                visible(round, own).stream().map(this::history).toList());
    }

    /** What a decision on the round rests on: the hashes of the reports that were read. */
    String basis(long roundId) {
        return Hashes.sha256(String.join(
                "\n",
                store.reporters(roundId).stream()
                        .flatMap(reporter -> reports.signed(roundId, reporter.unitCode()).stream())
                        .map(report -> report.unit() + " " + report.sha256())
                        .toList()));
    }

    /** A closing that the lead's supervisor has not signed is the lead's own. */
    private List<ReviewStore.Review> visible(Round round, Set<String> own) {
        List<ReviewStore.Review> all = reviews.all(round.id());
        return own.contains(measures.leadOf(round.measureKey()))
                ? all
                : all.stream().filter(review -> !isUnsignedClosing(review, all)).toList();
    }

    private static boolean isUnsignedClosing(ReviewStore.Review review, List<ReviewStore.Review> all) {
        if (review.kind().equals("closing")) {
            return review.decision().equals("return");
        }
        return review.kind().equals("review")
                && review.decision().equals("close")
                && all.stream()
                        .filter(later ->
                                later.id() > review.id() && later.kind().equals("closing"))
                        .findFirst()
                        .filter(signed -> signed.decision().equals("approve"))
                        .isEmpty();
    }

    private ConfirmationView confirmation(Round round, Round.Confirmer confirmer, Set<String> own) {
        String unit = confirmer.unitCode();
        ConfirmationState state = ConfirmationState.of(
                confirmer.state(), round.state().equals("over"), round.measureStatus(), own.contains(unit));
        return ConfirmationView.of(
                unit,
                directory.nameOf(unit),
                state,
                state == ConfirmationState.ASKED
                        ? dates.of(round.measureKey(), unit).orElse(null)
                        : null,
                confirmations.all(round.id()).stream()
                        .filter(confirmation -> confirmation.unitCode().equals(unit))
                        .map(this::answer)
                        .toList(),
                own.contains(unit));
    }

    private Answer answer(ConfirmationStore.Confirmation given) {
        String signer = signatures
                .latest(Signatures.Subject.DISSENT, given.id())
                .filter(Signatures.Signed::approved)
                .map(Signatures.Signed::signerName)
                .orElse(null);
        return new Answer(
                given.opinion(),
                Answer.by(given.givenBy() == null ? null : people.nameOf(given.givenBy()), signer),
                given.givenAt(),
                Sign.of(given.outcome(), signer));
    }

    /** One decision as it is read. */
    HistoryView history(ReviewStore.Review review) {
        return new HistoryView(
                ReviewWords.kind(review.kind()),
                ReviewWords.decision(review.kind(), review.decision()),
                review.opinion(),
                people.nameOf(review.decidedBy()),
                review.decidedAt(),
                reviews.returns(review.id()).stream()
                        .map(back -> new ReturnView(directory.nameOf(back.unitCode()), back.opinion()))
                        .toList());
    }

    private UnitName name(String code) {
        return new UnitName(code, directory.nameOf(code));
    }
}
