package org.greenplan.report;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 撤回: a unit withdraws its own submission while no supervisor has opened it (ADR 0015). */
@Service
public class TakeBack {

    /** A report that waits for its unit's supervisor. */
    public record Waiting(
            long roundId,
            String measureKey,
            String taskTitle,
            String periodName,
            String writtenByName,
            OffsetDateTime writtenAt,
            @Nullable String openedByName) {

        public boolean opened() {
            return openedByName != null;
        }

        /** With people's names where the table has their ids. */
        private Waiting named(Map<String, String> names) {
            return new Waiting(
                    roundId,
                    measureKey,
                    taskTitle,
                    periodName,
                    names.getOrDefault(writtenByName, writtenByName),
                    writtenAt,
                    openedByName == null ? null : names.getOrDefault(openedByName, openedByName));
        }
    }

    /** What tells unit-report, and indicator-report, of it. */
    public static final String MESSAGE = "report-taken-back";

    private final ReportStore store;
    private final ReportRounds rounds;
    private final MeasureRights rights;
    private final People people;
    private final Timeline timeline;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final JdbcClient jdbc;

    TakeBack(
            ReportStore store,
            ReportRounds rounds,
            MeasureRights rights,
            People people,
            Timeline timeline,
            RuntimeService runtime,
            IdentityService identity,
            JdbcClient jdbc) {
        this.store = store;
        this.rounds = rounds;
        this.rights = rights;
        this.people = people;
        this.timeline = timeline;
        this.runtime = runtime;
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /** Whether anything of these units waits for a supervisor. */
    public boolean anyWaits(Collection<String> unitCodes) {
        return !unitCodes.isEmpty()
                && jdbc.sql(
                                """
                                select exists (select 1 from report_version v join report r on r.id = v.report_id
                                               where v.status = 'waiting' and r.unit_code in (:units))""")
                        .param("units", unitCodes)
                        .query(Boolean.class)
                        .single();
    }

    /** What waits for the unit's supervisor, in the plan's order. */
    public List<Waiting> waiting(String unitCode) {
        List<Waiting> waiting = jdbc.sql(
                        """
                        select r.round_id, r.measure_key, t.title, p.name, v.written_by, v.written_at, v.opened_by
                        from report_version v join report r on r.id = v.report_id
                             join round o on o.id = r.round_id join period p on p.id = o.period_id
                             join measure m on m.measure_key = r.measure_key
                             join task_item t on t.plan_year = m.plan_year and t.task_no = m.task_no
                        where v.status = 'waiting' and r.unit_code = ? order by m.plan_year, m.position""")
                .param(unitCode)
                .query((row, number) -> new Waiting(
                        row.getLong("round_id"),
                        row.getString("measure_key"),
                        row.getString("title"),
                        row.getString("name"),
                        row.getString("written_by"),
                        row.getObject("written_at", OffsetDateTime.class),
                        row.getString("opened_by")))
                .list();
        Map<String, String> names = people.namesOf(waiting.stream()
                .flatMap(report -> Stream.of(report.writtenByName(), report.openedByName()))
                .filter(Objects::nonNull)
                .toList());
        return waiting.stream().map(report -> report.named(names)).toList();
    }

    /**
     * Takes back what waits: the task is with its writer again, with all that was written, and until the same day.
     *
     * @throws RuleViolation not a clerk of the unit, nothing waits any more, or a supervisor has it in front of them
     */
    @Transactional
    public void takeBack(long roundId, String unitCode, String user) {
        if (!people.clerkOf(user).contains(unitCode)) {
            throw RuleViolation.forbidden("take-back-forbidden", "只有本单位的经办人可以撤回本单位的报告。");
        }
        ReportStore.Version version = store.waiting(roundId, unitCode)
                .orElseThrow(
                        () -> RuleViolation.conflict("nothing-to-take-back", "这份报告现在没有待审签的一稿：可能已经审签、退回或撤回，请刷新页面。"));
        ReportRounds.Request request = rounds.request(roundId, unitCode);
        rights.requireRead(user, request.measureKey());
        if (!store.takeBackUnopened(version, user)) {
            throw RuleViolation.conflict("report-opened", opened(version));
        }
        timeline.add(
                request.measureKey(),
                user,
                unitCode,
                TimelineEvent.REPORT_TAKEN_BACK,
                "撤回%s报告（第%d稿）。".formatted(request.periodName(), version.number()));
        AsSystem.call(identity, () -> {
            runtime.createMessageCorrelation(MESSAGE)
                    .processInstanceVariableEquals("roundId", roundId)
                    .processInstanceVariableEquals("unit", unitCode)
                    .correlate();
            return null;
        });
    }

    private String opened(ReportStore.Version version) {
        return jdbc.sql("select opened_at from report_version where id = ?")
                .param(version.id())
                .query((row, number) -> Times.minute(row, "opened_at"))
                .optional()
                .filter(at -> !at.isEmpty())
                .map(at -> "分管领导已于" + at + "打开审阅，不能撤回；需要修改的，请分管领导退回。")
                .orElse("这份报告刚刚已经审签或退回，请刷新页面。");
    }
}
