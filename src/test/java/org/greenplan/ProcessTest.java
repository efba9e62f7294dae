package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * A test that travels the processes with one measure of its own, in the measure's terms. Only that measure's jobs are
 * run, so that a clock moved here ends nothing elsewhere. Counts towards the processes' coverage.
 */
public abstract class ProcessTest extends GreenplanTest {

    protected static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    /** Every demo person's password. */
    protected static final String PASSWORD = "greenplan";

    @Autowired
    protected TestRestTemplate http;

    /** The measure's key. */
    protected String key = "";

    /** The coordinating lead's code; its clerks are lead1 and lead2, its supervisor leadleader. */
    protected String lead = "";

    private ProcessInstance cycle;

    @BeforeEach
    void beginCoverage(TestInfo test) {
        BpmnAwareTests.init(engine);
        ProcessCoverage.begin(getClass(), test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void endCoverage() {
        ProcessCoverage.end();
        BpmnAwareTests.reset();
    }

    @AfterAll
    static void writeCoverage(TestInfo tests) {
        ProcessCoverage.write(tests.getTestClass().orElseThrow());
    }

    /** Takes a measure that no other test takes. */
    protected void take(String measureKey) {
        key = measureKey;
        lead = jdbc.sql("select unit_code from measure_unit where measure_key = ? and participation = 'coordinate'")
                .param(key)
                .query(String.class)
                .single();
        cycle = runtime.createProcessInstanceQuery()
                .processDefinitionKey("measure-cycle")
                .processInstanceBusinessKey(key)
                .singleResult();
        assertThat(cycle).as("running cycle of %s", key).isNotNull();
        assertThat(openTasks(key, "userTask_assignMeasure"))
                .as("%s is still untouched", key)
                .hasSize(1);
    }

    /** The measure's cycle, running or ended, as camunda-bpm-assert sees it. */
    protected ProcessInstanceAssert thatCycle() {
        return BpmnAwareTests.assertThat(cycle);
    }

    protected String status() {
        return jdbc.sql("select status from measure where measure_key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    protected Task task(String taskKey) {
        return task(key, taskKey);
    }

    protected Task taskOf(String unit, String taskKey) {
        return task(key, taskKey, unit);
    }

    /** Codes of the units that have an open task of this kind. */
    protected List<String> unitsAt(String taskKey) {
        return openTasks(key, taskKey)
                .map(task -> (String) tasks.getVariable(task.getId(), "unit"))
                .sorted()
                .toList();
    }

    /** As published, but what the lead decides freely: how often, and the other inputs given. */
    protected void assign(Map<String, Object> inputs) {
        complete(task("userTask_assignMeasure"), lead + "1", inputs);
    }

    protected void assignMonthly() {
        assign(Map.of("cadence", "monthly"));
    }

    /** As published, monthly, where the plan's roles had to be inferred. */
    protected void assignConfirmed() {
        assign(Map.of("cadence", "monthly", "confirmed", "true"));
    }

    /** Each unit writes and signs; a state that is done rests on what was reported elsewhere. */
    protected void report(String state, String... units) {
        Arrays.stream(units).forEach(unit -> {
            write(unit, state);
            sign(unit);
        });
    }

    protected void write(String unit, String state) {
        complete(taskOf(unit, "userTask_fillReport"), unit + "1", reportOf(state));
    }

    protected void sign(String unit) {
        complete(taskOf(unit, "userTask_approveReport"), unit + "leader", APPROVE);
    }

    protected static Map<String, Object> reportOf(String state) {
        return state.startsWith("done")
                ? Map.of(
                        "state",
                        state,
                        "elsewhere",
                        "true",
                        "elsewhereSystem",
                        "市级统计平台",
                        "elsewhereNumber",
                        "2026-118",
                        "elsewhereDate",
                        "2026-02-20")
                : Map.of("state", state, "narrative", "按计划推进。");
    }

    protected void confirm(String unit) {
        complete(taskOf(unit, "userTask_confirmReport"), unit + "1", Map.of("decision", "agree"));
    }

    protected void dissent(String unit, String opinion) {
        complete(taskOf(unit, "userTask_confirmReport"), unit + "1", Map.of("decision", "dissent", "opinion", opinion));
    }

    protected void signDissent(String unit) {
        complete(taskOf(unit, "userTask_approveDissent"), unit + "leader", APPROVE);
    }

    protected void review(Map<String, Object> inputs) {
        complete(task("userTask_reviewMeasure"), lead + "1", inputs);
    }

    protected void close() {
        review(Map.of("decision", "close", "opinion", "年度目标已达到。"));
    }

    protected static Map<String, Object> sendBack(String opinion) {
        return Map.of("decision", "return", "opinion", opinion);
    }

    /** Opens the task's form as that person, then completes the task: what is completed can always be shown. */
    @Override
    protected void complete(Task task, String user, Map<String, Object> inputs) {
        form(task, user);
        if (tasks.getVariable(task.getId(), "measureKey") != null) {
            assertThat(dueInLedger(task)).as("ledger of %s", task.getName()).containsExactly(task.getDueDate());
        }
        if (task.getTaskDefinitionKey().equals("userTask_approveAssignment")) {
            assertThat(shown(task, user)).contains(SetByAssignment.words(jdbc, key));
        }
        super.complete(task, user, inputs);
    }

    private List<Date> dueInLedger(Task task) {
        return jdbc
                .sql("select due from deadline_ledger where task_id = ?")
                .param(task.getId())
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(due -> Date.from(due.toInstant()))
                .toList();
    }

    /** What the task's form shows and starts with, over HTTP. */
    @SuppressWarnings("unchecked")
    protected Map<String, Object> form(Task task, String user) {
        ResponseEntity<Map<String, Object>> answer = (ResponseEntity<Map<String, Object>>) (ResponseEntity<?>)
                http.withBasicAuth(user, PASSWORD).getForEntity("/api/tasks/{id}/form", Map.class, task.getId());
        assertThat(answer.getStatusCode())
                .as("form of %s for %s: %s", task.getName(), user, answer.getBody())
                .isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(answer.getBody());
    }

    /** What the task's form shows, apart from its values. */
    @SuppressWarnings("unchecked")
    protected Map<String, Object> view(Task task, String user) {
        return (Map<String, Object>) form(task, user).get("view");
    }

    /**
     * What the task puts before this person, without markup and blanks: in the form in Tasklist, and all of it also in the
     * task's row of the table.
     */
    protected String shown(Task task, String user) {
        Pages pages = Pages.of(URI.create(http.getRootUri()).getPort(), user);
        String table = pages.get("/tasks/" + task.getId()).location().replaceAll("#.*", "");
        String page = pages.get(table).body();
        int start = page.indexOf("id=\"t-" + task.getId() + "\"");
        assertThat(start).as("%s in %s of %s", task.getName(), table, user).isPositive();
        String row = page.substring(start, page.indexOf("</tbody>", start));
        String form = pages.get("/api/tables/shown/" + task.getId()).text();
        assertThat(new Pages.Page(200, "", "<" + row).text())
                .as("row of %s against its form", task.getName())
                .contains(form);
        return form;
    }

    /** The codes of the rules that refuse this completion; the task stays open. */
    protected List<String> refusal(Task task, String user, Map<String, Object> inputs) {
        RuleViolation refused =
                catchThrowableOfType(RuleViolation.class, () -> as(user, () -> tasks.complete(task.getId(), inputs)));
        assertThat(refused).as("refusal of %s", task.getName()).isNotNull();
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
        return refused.errors().stream().map(FieldError::code).toList();
    }

    /** The one timer that waits at this element of the measure's cycle. */
    protected Job timer(String activityId) {
        List<Job> found = management
                .createJobQuery()
                .processInstanceId(cycle.getId())
                .activityId(activityId)
                .timers()
                .list();
        assertThat(found).as("timer at %s in %s", activityId, key).hasSize(1);
        return found.get(0);
    }

    /** Lets the time come for a timer, and fires it with what follows. */
    protected void passTo(Job timer) {
        setClock(LocalDateTime.ofInstant(timer.getDuedate().toInstant(), ZONE).plusMinutes(1));
        runJobs();
    }

    /** A due date: that day at the end of work. */
    protected static Date endOf(String day) {
        return Date.from(LocalDate.parse(day).atTime(18, 0).atZone(ZONE).toInstant());
    }

    protected List<Map<String, Object>> rows(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query().listOfRows();
    }

    /** One column of several rows, as text. */
    protected List<String> column(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(String.class).list();
    }

    /** Only of this test's measure. */
    @Override
    protected void runJobs() {
        for (int i = 0; i < 50; i++) {
            List<Job> due = management.createJobQuery().executable().active().withRetriesLeft().list().stream()
                    .filter(this::isOurs)
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            for (Job job : due) {
                if (management.createJobQuery().jobId(job.getId()).count() == 1) {
                    management.executeJob(job.getId());
                }
            }
        }
        throw new AssertionError("jobs do not come to an end");
    }

    private boolean isOurs(Job job) {
        if (job.getProcessInstanceId() == null) {
            return false;
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(job.getProcessInstanceId())
                .singleResult();
        return !key.isEmpty()
                && instance != null
                && instance.getBusinessKey() != null
                && instance.getBusinessKey().startsWith(key);
    }
}
