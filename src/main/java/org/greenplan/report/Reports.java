package org.greenplan.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueDates;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the process unit-report asks, and what others may read of signed reports. */
@Component("reports")
public class Reports {

    private final ReportStore store;
    private final ReportRounds rounds;
    private final Signatures signatures;
    private final EvidenceStore evidence;
    private final MeasureCatalogue measures;
    private final Directory directory;
    private final People people;
    private final DueDates dueDates;
    private final Clock clock;

    Reports(
            ReportStore store,
            ReportRounds rounds,
            Signatures signatures,
            EvidenceStore evidence,
            MeasureCatalogue measures,
            Directory directory,
            People people,
            DueDates dueDates,
            Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.signatures = signatures;
        this.evidence = evidence;
        this.measures = measures;
        this.directory = directory;
        this.people = people;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /**
     * For the process: the report's due date; when it came back, some workdays from then, if that is later, but not past
     * the measure's deadline. What the unit itself took back is due when it was.
     */
    public Date fillDue(DelegateExecution execution) {
        ReportRounds.Request request = request(execution);
        LocalDate due = request.due();
        Optional<Date> before = store.dueBeforeTakingBack(request.roundId(), request.unitCode());
        if (before.isPresent()) {
            // asked anew by the lead since: then its date counts
            return before.get().after(DueDates.dueInstant(due)) ? before.get() : DueDates.dueInstant(due);
        }
        Optional<LocalDate> sentBack = lastVersion(execution)
                .filter(version -> version.status().equals("sent_back"))
                .flatMap(version -> signatures.latest(Signatures.Subject.REPORT, version.id()))
                .map(signed -> day(signed.signedAt()));
        LocalDate again = sentBack.map(
                        from -> dueDates.after(from, dueDates.allowances().returnedReport(), deadline(request)))
                .orElse(due);
        return DueDates.dueInstant(due.isAfter(again) ? due : again);
    }

    /** For the process: some workdays after the report's due date, or after it was handed in when that was later. */
    public Date approveDue(DelegateExecution execution) {
        ReportRounds.Request request = request(execution);
        LocalDate due = request.due();
        LocalDate written =
                lastVersion(execution).map(version -> day(version.writtenAt())).orElse(LocalDate.now(clock));
        LocalDate from = due.isBefore(written) ? written : due;
        return DueDates.dueInstant(dueDates.after(from, dueDates.allowances().approveReport(), deadline(request)));
    }

    private static LocalDate day(OffsetDateTime time) {
        return time.atZoneSameInstant(DueDates.ZONE).toLocalDate();
    }

    /** For the process: a report that came back goes to its writer, if still a clerk of the unit; else to the unit. */
    public @Nullable String returnedTo(DelegateExecution execution) {
        String unit = (String) execution.getVariable("unit");
        return lastVersion(execution)
                .map(ReportStore.Version::writtenBy)
                .filter(writer -> people.clerkOf(writer).contains(unit))
                .orElse(null);
    }

    /** For the process: whether the unit's supervisor has signed the newest version. */
    public boolean approved(DelegateExecution execution) {
        return lastVersion(execution)
                .filter(version -> version.status().equals("signed"))
                .isPresent();
    }

    /** Whether the unit writes again because of its own supervisor, or of itself. */
    public boolean cameBackInside(long roundId, String unitCode) {
        return store.newest(roundId, unitCode)
                .filter(version -> version.status().equals("sent_back") || version.takenBackByUnit())
                .isPresent();
    }

    /** Whether a version of the unit waits for its supervisor. */
    public boolean isWaiting(long roundId, String unitCode) {
        return store.waiting(roundId, unitCode).isPresent();
    }

    /** The lead asks for a new report: a version that still waits for its supervisor is let go. */
    public void takeBack(long roundId, String unitCode) {
        store.takeBack(roundId, unitCode);
    }

    /** The measure has ended: what still waits for a signature is let go. */
    public void takeBackAll(String measureKey) {
        store.takeBackAll(measureKey);
    }

    /**
     * Reads at once what a page will ask of many reports, their measures and what was signed before.
     *
     * @param units codes by round
     */
    public void readAhead(Map<Long, ? extends Collection<String>> units) {
        rounds.readAhead(units.keySet());
        List<ReportRounds.Request> requests = units.entrySet().stream()
                .flatMap(round -> round.getValue().stream().map(unit -> rounds.request(round.getKey(), unit)))
                .toList();
        measures.readAhead(requests.stream()
                .map(ReportRounds.Request::measureKey)
                .distinct()
                .toList());
        store.readAhead(requests);
        List<ReportStore.Version> before = requests.stream()
                .flatMap(
                        request -> store.previous(request.measureKey(), request.unitCode(), request.roundId()).stream())
                .toList();
        rounds.readAhead(before.stream().map(ReportStore.Version::roundId).toList());
        List<ReportStore.Version> versions = Stream.concat(
                        before.stream(),
                        requests.stream()
                                .flatMap(request -> store.versions(request.roundId(), request.unitCode()).stream()))
                .toList();
        signatures.readAhead(
                Signatures.Subject.REPORT,
                versions.stream().map(ReportStore.Version::id).toList());
        evidence.readAhead(
                requests,
                versions.stream()
                        .flatMap(version -> version.content().evidence().stream())
                        .toList());
        people.namesOf(versions.stream().map(ReportStore.Version::writtenBy).toList());
    }

    /** As {@link #readAhead(Map)}, for the round and unit of each task. */
    void readAheadOf(Collection<TaskContext> tasks) {
        readAhead(tasks.stream()
                .collect(Collectors.groupingBy(
                        task -> task.id("roundId"),
                        Collectors.mapping(task -> task.variable("unit"), Collectors.toSet()))));
    }

    /** The unit's newest signed report in a round. */
    public Optional<ReportView> signed(long roundId, String unitCode) {
        return store.newestSigned(roundId, unitCode).map(this::view);
    }

    /** The unit's version that waits for its supervisor: for the unit's own eyes. */
    public Optional<ReportView> waiting(long roundId, String unitCode) {
        return store.waiting(roundId, unitCode).map(this::view);
    }

    /** Whether the unit's newest signed report says nothing that it did not sign for the period before. */
    public boolean saysNothingNew(long roundId, String unitCode) {
        return store.newestSigned(roundId, unitCode)
                .flatMap(this::changes)
                .filter(ReportChanges::nothingNew)
                .isPresent();
    }

    /** Against the report that the unit signed for an earlier period; empty when there is none. */
    Optional<ReportChanges> changes(ReportStore.Version version) {
        String measureKey =
                rounds.request(version.roundId(), version.unitCode()).measureKey();
        return store.previous(measureKey, version.unitCode(), version.roundId())
                .map(before -> ReportChanges.between(
                        rounds.request(before.roundId(), before.unitCode()).periodName(),
                        before.content(),
                        version.content(),
                        measures.indicators(measureKey),
                        this::files));
    }

    /**
     * Against the draft on which the unit's supervisor decided before: sent back, or signed and returned by the lead; empty
     * for a first draft.
     */
    Optional<ReportChanges> sinceLastDraft(ReportStore.Version version) {
        String measureKey =
                rounds.request(version.roundId(), version.unitCode()).measureKey();
        return store.versions(version.roundId(), version.unitCode()).stream()
                .filter(before -> before.number() < version.number())
                .filter(before ->
                        before.status().equals("sent_back") || before.status().equals("signed"))
                .reduce((earlier, later) -> later)
                .map(before -> ReportChanges.between(
                        "第%d稿".formatted(before.number()),
                        before.content(),
                        version.content(),
                        measures.indicators(measureKey),
                        this::files));
    }

    ReportView view(ReportStore.Version version) {
        ReportRounds.Request request = rounds.request(version.roundId(), version.unitCode());
        Optional<Signatures.Signed> signed = version.status().equals("signed")
                ? signatures.latest(Signatures.Subject.REPORT, version.id())
                : Optional.empty();
        return ReportView.of(
                new ReportView.Head(
                        version.unitCode(),
                        directory.nameOf(version.unitCode()),
                        request.periodName(),
                        version.number(),
                        people.nameOf(version.writtenBy()),
                        version.writtenAt(),
                        version.late(),
                        signed.map(Signatures.Signed::signerName).orElse(null),
                        signed.map(Signatures.Signed::signedAt).orElse(null),
                        version.sha256()),
                version.content(),
                measures.indicators(request.measureKey()),
                files(version.content().evidence()));
    }

    private List<ReportView.FileView> files(List<String> ids) {
        return ids.stream()
                .flatMap(id -> evidence.find(id).stream())
                .map(ReportView.FileView::of)
                .toList();
    }

    private @Nullable LocalDate deadline(ReportRounds.Request request) {
        return measures.find(request.measureKey()).orElseThrow().deadline();
    }

    private ReportRounds.Request request(DelegateExecution execution) {
        return rounds.request(roundId(execution), (String) execution.getVariable("unit"));
    }

    private Optional<ReportStore.Version> lastVersion(DelegateExecution execution) {
        return store.newest(roundId(execution), (String) execution.getVariable("unit"));
    }

    private static long roundId(DelegateExecution execution) {
        return ((Number) execution.getVariable("roundId")).longValue();
    }
}
