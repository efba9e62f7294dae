package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.plan.Measure;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts an assignment into force: roles, cadence and an earlier deadline become those of the measure. */
@Component
class Assignments {

    private final JdbcClient jdbc;
    private final AssignmentStore store;
    private final AssignmentRules rules;
    private final Timeline timeline;
    private final Measures measures;
    private final Clock clock;

    Assignments(
            JdbcClient jdbc,
            AssignmentStore store,
            AssignmentRules rules,
            Timeline timeline,
            Measures measures,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.rules = rules;
        this.timeline = timeline;
        this.measures = measures;
        this.clock = clock;
    }

    /** Takes the lead's proposal; one that follows the plan is in force at once, one that differs waits. */
    void propose(Measure measure, Assignment proposal, String user) {
        boolean differs = !proposal.differences().isEmpty();
        AssignmentStore.Stored stored = store.add(measure.key(), proposal, differs, user);
        if (differs) {
            timeline.add(
                    measure.key(),
                    user,
                    measures.leadOf(measure.key()),
                    TimelineEvent.ASSIGNMENT_PROPOSED,
                    "提出任务分解，与计划不一致：" + String.join("", proposal.differences()) + "提交分管领导审签。");
        } else {
            apply(stored);
            timeline.add(measure.key(), user, measures.leadOf(measure.key()), TimelineEvent.ASSIGNED, "按计划完成任务分解。");
        }
    }

    /** Makes a signed (or undisputed) assignment the measure's own. */
    void apply(AssignmentStore.Stored stored) {
        String key = stored.measureKey();
        Assignment content = stored.content();
        LocalDate earlier = content.deadline();
        boolean shortened = earlier != null && !earlier.equals(measures.get(key).deadline());
        jdbc.sql("delete from measure_unit where measure_key = ?").param(key).update();
        Map<String, Integer> positions = new HashMap<>();
        for (Assignment.UnitRow row : content.units()) {
            int position = positions.merge(row.role(), 1, Integer::sum) - 1;
            jdbc.sql(
                            """
                            insert into measure_unit (measure_key, role, unit_code, position, participation, contribution)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(key, row.role(), row.unit(), position, row.participation(), row.contribution())
                    .update();
        }
        jdbc.sql(
                        """
                        update measure set cadence = ?, confirm_each_period = ?, deadline = coalesce(?, deadline),
                               deadline_shortened = ?, needs_confirmation = false where measure_key = ?""")
                .params(content.cadence(), content.confirmEachPeriod(), earlier, shortened, key)
                .update();
        jdbc.sql(
                        """
                        update measure_role set basis = 'confirmed', confirmed_by = ?, confirmed_at = ?
                        where measure_key = ? and basis = 'inferred'""")
                .params(stored.proposedBy(), OffsetDateTime.now(clock), key)
                .update();
    }

    List<String> differences(Measure measure, Assignment proposal) {
        return rules.differences(measure, proposal.units(), proposal.deadline());
    }
}
