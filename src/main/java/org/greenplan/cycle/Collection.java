package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.directory.People;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 截止收报: after the due date the lead ends collection with a reason; who is missing may still hand in late. */
@Service
public class Collection {

    private static final int REASON_LENGTH = 500;

    private final RoundStore rounds;
    private final Measures measures;
    private final MeasureRights rights;
    private final People people;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final Timeline timeline;
    private final Clock clock;

    Collection(
            RoundStore rounds,
            Measures measures,
            MeasureRights rights,
            People people,
            RuntimeService runtime,
            IdentityService identity,
            Timeline timeline,
            Clock clock) {
        this.rounds = rounds;
        this.measures = measures;
        this.rights = rights;
        this.people = people;
        this.runtime = runtime;
        this.identity = identity;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Whether this person may end this measure's collection now. */
    public boolean mayEnd(String measureKey, String user) {
        return people.clerkOf(user).contains(measures.leadOf(measureKey))
                && rounds.newest(measureKey).filter(this::isOverdue).isPresent();
    }

    /**
     * Ends the collection of the measure's open round.
     *
     * @throws RuleViolation not the lead, no reason, before the due date, or ended already
     */
    @Transactional
    public void end(String measureKey, String reason, String user) {
        rights.requireRead(user, measureKey);
        String lead = measures.leadOf(measureKey);
        if (!people.clerkOf(user).contains(lead)) {
            throw RuleViolation.forbidden("not-the-lead", "只有牵头部门可以截止收报。");
        }
        if (PlainText.isBlank(reason) || reason.length() > REASON_LENGTH) {
            throw RuleViolation.of("reason", "reason-missing", "请写明截止收报的理由（最多" + REASON_LENGTH + "字）。");
        }
        Round round = rounds.newest(measureKey)
                .filter(this::isCollecting)
                .orElseThrow(() -> RuleViolation.conflict("collection-ended", "这项措施现在没有正在收报的期次。"));
        if (!isOverdue(round)) {
            throw RuleViolation.of(
                    null,
                    "collection-not-due",
                    "%s的报送截止日为%s，过后方可截止收报。".formatted(round.period().name(), round.due()));
        }
        rounds.endCollection(round.id(), PlainText.of(reason));
        timeline.add(measureKey, user, lead, TimelineEvent.COLLECTION_CUT, "截止收报：" + PlainText.of(reason));
        AsSystem.call(identity, () -> {
            runtime.createMessageCorrelation(CycleVariables.MESSAGE_COLLECTION_ENDED)
                    .processInstanceBusinessKey(measureKey)
                    .correlate();
            return null;
        });
    }

    /** Somebody is still asked: after the last signature the measure has gone on, and there is nothing to end. */
    private boolean isCollecting(Round round) {
        return round.state().equals("open")
                && rounds.reporters(round.id()).stream().anyMatch(Round.Reporter::asked);
    }

    private boolean isOverdue(Round round) {
        LocalDate due = rounds.reporters(round.id()).stream()
                .filter(Round.Reporter::asked)
                .map(Round.Reporter::due)
                .max(LocalDate::compareTo)
                .orElse(round.due());
        return isCollecting(round) && LocalDate.now(clock).isAfter(due);
    }
}
