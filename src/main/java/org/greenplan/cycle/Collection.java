package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Reports;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 截止收报: after the due date the lead ends collection with a reason; who is missing may still hand in late. */
@Service
public class Collection {

    /** How long a reason may be. */
    public static final int REASON_LENGTH = 500;

    private static final String NOT_COLLECTING = "这项措施现在没有正在收报的期次。";
    private static final String NOT_THE_LEAD = "只有牵头部门可以截止收报。";

    private final RoundStore rounds;
    private final Outstanding outstanding;
    private final Reports reports;
    private final Measures measures;
    private final MeasureCatalogue catalogue;
    private final MeasureRights rights;
    private final People people;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final Timeline timeline;
    private final Clock clock;

    Collection(
            RoundStore rounds,
            Outstanding outstanding,
            Reports reports,
            Measures measures,
            MeasureCatalogue catalogue,
            MeasureRights rights,
            People people,
            RuntimeService runtime,
            IdentityService identity,
            Timeline timeline,
            Clock clock) {
        this.rounds = rounds;
        this.outstanding = outstanding;
        this.reports = reports;
        this.measures = measures;
        this.catalogue = catalogue;
        this.rights = rights;
        this.people = people;
        this.runtime = runtime;
        this.identity = identity;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Whether this person may end this measure's collection now. */
    public boolean mayEnd(String measureKey, String user) {
        return isLead(measureKey, user)
                && rounds.newest(measureKey)
                        .filter(round -> isCollecting(round) && isOverdue(round))
                        .isPresent();
    }

    /** The measures that the person's units coordinate and whose reports are collected, the late ones first. */
    public List<Collecting> of(String user) {
        return collecting(rounds.collecting(people.clerkOf(user)), user).stream()
                .sorted(Comparator.comparing((Collecting each) -> !each.overdue())
                        .thenComparing(Collecting::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * These measures, as ending their collection would find them; those that collect nothing last.
     *
     * @throws RuleViolation not found, when one of them is not theirs to read
     */
    public List<Collecting> of(java.util.Collection<String> measureKeys, String user) {
        rights.requireRead(user, measureKeys);
        List<Collecting> known = collecting(rounds.newest(measureKeys), user);
        Set<String> withRound = known.stream().map(Collecting::key).collect(Collectors.toSet());
        return Stream.concat(
                        known.stream(),
                        measureKeys.stream()
                                .filter(key -> !withRound.contains(key))
                                .map(key -> notCollecting(key, user)))
                .toList();
    }

    private Collecting notCollecting(String key, String user) {
        return new Collecting(
                key,
                measures.get(key).taskTitle(),
                "",
                null,
                false,
                isLead(key, user) ? NOT_COLLECTING : NOT_THE_LEAD,
                0,
                List.of());
    }

    private List<Collecting> collecting(List<Round> of, String user) {
        catalogue.readAhead(of.stream().map(Round::measureKey).toList());
        List<Long> ids = of.stream().map(Round::id).toList();
        rounds.readAhead(ids);
        reports.readAhead(ids.stream().collect(Collectors.toMap(id -> id, id -> rounds.reporters(id).stream()
                .map(Round.Reporter::unitCode)
                .toList())));
        return of.stream().map(round -> collecting(round, user)).toList();
    }

    private Collecting collecting(Round round, String user) {
        return new Collecting(
                round.measureKey(),
                measures.get(round.measureKey()).taskTitle(),
                round.period().name(),
                due(round),
                isOverdue(round),
                refusal(round, user),
                rounds.reporters(round.id()).size(),
                isCollecting(round) ? outstanding.of(round) : List.of());
    }

    private String refusal(Round round, String user) {
        if (!isLead(round.measureKey(), user)) {
            return NOT_THE_LEAD;
        }
        if (!isCollecting(round)) {
            return NOT_COLLECTING;
        }
        return isOverdue(round) ? "" : notDue(round);
    }

    private boolean isLead(String measureKey, String user) {
        return people.clerkOf(user).contains(measures.leadOf(measureKey));
    }

    private String notDue(Round round) {
        return "%s的报送截止日为%s，过后方可截止收报。".formatted(round.period().name(), Times.day(due(round)));
    }

    /** @throws RuleViolation when the reason is missing or too long */
    public void requireReason(String reason) {
        if (PlainText.isBlank(reason) || reason.length() > REASON_LENGTH) {
            throw RuleViolation.of("reason", "reason-missing", "请写明截止收报的理由（最多" + REASON_LENGTH + "字）。");
        }
    }

    /**
     * Ends the collection of the measure's open round.
     *
     * @return the measure as it was then: who was recorded as what
     * @throws RuleViolation not the lead, no reason, before the due date, or ended already
     */
    @Transactional
    public Collecting end(String measureKey, String reason, String user) {
        rights.requireRead(user, measureKey);
        String lead = measures.leadOf(measureKey);
        if (!people.clerkOf(user).contains(lead)) {
            throw RuleViolation.forbidden("not-the-lead", NOT_THE_LEAD);
        }
        requireReason(reason);
        Round round = rounds.newest(measureKey)
                .filter(this::isCollecting)
                .orElseThrow(() -> RuleViolation.conflict("collection-ended", NOT_COLLECTING));
        if (!isOverdue(round)) {
            throw RuleViolation.of(null, "collection-not-due", notDue(round));
        }
        Collecting ended = collecting(round, user);
        rounds.endCollection(round.id(), PlainText.of(reason));
        timeline.add(measureKey, user, lead, TimelineEvent.COLLECTION_CUT, "截止收报：" + PlainText.of(reason));
        AsSystem.call(identity, () -> {
            runtime.createMessageCorrelation(CycleVariables.MESSAGE_COLLECTION_ENDED)
                    .processInstanceBusinessKey(measureKey)
                    .correlate();
            return null;
        });
        return ended;
    }

    /** Somebody is still asked: after the last signature the measure has gone on, and there is nothing to end. */
    private boolean isCollecting(Round round) {
        return round.state().equals("open")
                && rounds.reporters(round.id()).stream().anyMatch(Round.Reporter::asked);
    }

    private LocalDate due(Round round) {
        return rounds.reporters(round.id()).stream()
                .filter(Round.Reporter::asked)
                .map(Round.Reporter::due)
                .max(LocalDate::compareTo)
                .orElse(round.due());
    }

    private boolean isOverdue(Round round) {
        return LocalDate.now(clock).isAfter(due(round));
    }
}
