package org.greenplan.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.DueDates;
import org.greenplan.report.Signatures;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A plan on its way from imported to launched, as the process plan-launch asks. */
@Component("planLaunch")
public class PlanLaunch {

    /**
     * A plan as the plan office checks it before it is launched.
     *
     * @param toConfirm measures whose reading a person must confirm
     * @param overdue whether its deadline has passed: then all due dates count from the launch
     * @param periodName the first period that fits the date
     */
    record PlanView(
            int year,
            String title,
            int taskItems,
            int measures,
            int findings,
            int toConfirm,
            LocalDate deadline,
            boolean overdue,
            String periodName,
            LocalDate periodDue,
            OffsetDateTime importedAt) {}

    private static final String PLAN =
            """
            select p.*,
                   (select count(*) from task_item t where t.plan_year = p.plan_year) as task_items,
                   (select count(*) from measure m where m.plan_year = p.plan_year) as measures,
                   (select count(*) from import_finding f where f.plan_year = p.plan_year) as findings,
                   (select count(*) from measure m where m.plan_year = p.plan_year and m.needs_confirmation) as to_confirm
            from plan p
            """;

    private final JdbcClient jdbc;
    private final PeriodStore periods;
    private final Signatures signatures;
    private final DueDates dueDates;
    private final Clock clock;

    PlanLaunch(JdbcClient jdbc, PeriodStore periods, Signatures signatures, DueDates dueDates, Clock clock) {
        this.jdbc = jdbc;
        this.periods = periods;
        this.signatures = signatures;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /** For the process: some workdays from now. */
    public Date due() {
        return DueDates.dueInstant(
                dueDates.after(LocalDate.now(clock), dueDates.allowances().launch(), null));
    }

    /** For the process: whether the newest signature under this plan's launch is an approval. */
    public boolean approved(DelegateExecution execution) {
        int year = ((Number) execution.getVariable(CycleVariables.PLAN_YEAR)).intValue();
        return signatures
                .latest(Signatures.Subject.LAUNCH, year)
                .filter(Signatures.Signed::approved)
                .isPresent();
    }

    /** Plans that came in and wait for their launch. */
    List<PlanView> imported() {
        return jdbc
                .sql(PLAN + "where p.status = 'imported' order by p.plan_year")
                .query(PlanLaunch::row)
                .list()
                .stream()
                .map(this::view)
                .toList();
    }

    Optional<PlanView> find(int year) {
        return jdbc.sql(PLAN + "where p.plan_year = ?")
                .param(year)
                .query(PlanLaunch::row)
                .optional()
                .map(this::view);
    }

    /** imported → checked: only one launch of a plan can be under way. */
    void checked(int year) {
        move(year, "imported", "checked");
    }

    /** checked → imported, when the launch was sent back. */
    void sentBack(int year) {
        move(year, "checked", "imported");
    }

    /** checked → launched. */
    void launched(int year) {
        int updated = jdbc.sql(
                        "update plan set status = 'launched', launched_at = ? where plan_year = ? and status <> 'launched'")
                .params(OffsetDateTime.now(clock), year)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("plan-launched", "这份计划已经下达，不能重复下达。");
        }
    }

    /** Hash of what is signed: the published document as it was read. */
    String sha256(int year) {
        return Hashes.sha256(jdbc.sql("select source_sha256 from plan where plan_year = ?")
                .param(year)
                .query(String.class)
                .single());
    }

    private void move(int year, String from, String to) {
        int updated = jdbc.sql("update plan set status = ? where plan_year = ? and status = ?")
                .params(to, year, from)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("plan-in-launch", "这份计划正在下达或已经下达，不能重复下达。");
        }
    }

    private record Imported(
            int year,
            String title,
            int taskItems,
            int measures,
            int findings,
            int toConfirm,
            LocalDate deadline,
            OffsetDateTime importedAt) {}

    private static Imported row(ResultSet row, int number) throws SQLException {
        return new Imported(
                row.getInt("plan_year"),
                row.getString("title"),
                row.getInt("task_items"),
                row.getInt("measures"),
                row.getInt("findings"),
                row.getInt("to_confirm"),
                row.getObject("deadline", LocalDate.class),
                row.getObject("imported_at", OffsetDateTime.class));
    }

    private PlanView view(Imported plan) {
        LocalDate today = LocalDate.now(clock);
        Period first = periods.fitting(plan.year(), Cadence.QUARTERLY, today);
        return new PlanView(
                plan.year(),
                plan.title(),
                plan.taskItems(),
                plan.measures(),
                plan.findings(),
                plan.toConfirm(),
                plan.deadline(),
                today.isAfter(plan.deadline()),
                first.name(),
                first.due(),
                plan.importedAt());
    }
}
