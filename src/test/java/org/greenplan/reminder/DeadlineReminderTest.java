package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.MailServer;
import org.greenplan.Measures;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.greenplan.mail.Letter;
import org.greenplan.mail.MailRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole way from the timer to the letter, over all open tasks that the tests before have left. */
@DisplayName("到期提醒")
class DeadlineReminderTest extends ProcessTest {

    private static final String PROCESS = "deadline-reminder";

    @Autowired
    private MailRoom mail;

    @Autowired
    private AtOnceWriter atOnceWriter;

    @Autowired
    private LineStore lines;

    @Autowired
    private Tomorrow tomorrow;

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void nothingWasEverTold() {
        mail.clear();
        for (String table :
                List.of("reminder_line", "reminder_recipient", "reminder_sweep", "reminder_preference", "urge")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    private ProcessInstance start() {
        return runtime.startProcessInstanceByKey(PROCESS);
    }

    private ProcessInstance sweep(LocalDate day) {
        setClock(day.atTime(8, 30));
        ProcessInstance run = start();
        finish(run);
        return run;
    }

    /** One step after the other, as far as they go. */
    private void finish(ProcessInstance run) {
        while (step(run)) {
            continue;
        }
    }

    private boolean step(ProcessInstance run) {
        Job next = management.createJobQuery().processInstanceId(run.getId()).singleResult();
        if (next == null) {
            return false;
        }
        management.executeJob(next.getId());
        return true;
    }

    private List<String> linesOf(String measure, String person) {
        return column(
                "select cast(sweep_day as varchar) || ' ' || section from reminder_line where measure_key = ? and recipient = ?"
                        + " and sweep_day is not null order by sweep_day",
                measure,
                person);
    }

    private List<String> subjectsTo(String person) {
        return column("select subject from mail where recipient = ? order by created_at", person);
    }

    @Test
    void workday_everybodyGetsOneMail_andASecondRunSendsNothing() {
        take("2026-22-01");
        ProcessInstance run = sweep(TODAY);

        assertThat(run).isEnded().hasPassed("serviceTask_writeReminders", "endEvent_remindersWritten");
        assertThat(linesOf(key, lead + "1")).containsExactly(TODAY + " own");
        List<String> once = column("select recipient from mail");
        assertThat(once).contains(lead + "1", lead + "2").doesNotHaveDuplicates();
        assertThat(subjectsTo(lead + "1"))
                .singleElement()
                .asString()
                .startsWith("【待办提醒】")
                .contains("项待办");
        assertThat(rows("select * from reminder_sweep where finished_at is not null"))
                .hasSize(1);

        ProcessInstance again = sweep(TODAY);
        assertThat(again).isEnded().hasPassed("endEvent_nothingToTell");
        assertThat(column("select recipient from mail")).hasSameSizeAs(once);
    }

    @Test
    @DisplayName("仅知会的单位，在次日的邮件里得知已分解、已办结，各一次；链接打开事项档案，预览与发出的相同")
    void informedUnit_hearsOfTheAssignmentAndOfTheEnd() {
        String measure = "2026-22-01";
        assertThat(column(
                        "select participation from measure_unit where measure_key = ? and unit_code = 'liulimiao'",
                        measure))
                .as("a town behind a collective name")
                .containsExactly("inform");
        try {
            happened(measure, "assigned");
            setClock(TODAY.atTime(9, 0));
            Letter seen = tomorrow.to("liulimiao1").orElseThrow();
            assertThat(seen.text())
                    .contains("知会：不需要办理", measure, "任务分解已完成，本单位为知会单位", "/measures/" + measure)
                    .doesNotContain("/tasks/news");
            sweep(TODAY.plusDays(1));
            assertThat(column("select body_text from mail where recipient = 'liulimiao1'"))
                    .containsExactly(seen.text());
            assertThat(linesOf(measure, "liulimiao2")).containsExactly(TODAY.plusDays(1) + " informed");
            assertThat(linesOf(measure, "liulimiaoleader")).isEmpty();
            assertThat(Pages.of(port, "liulimiao1").get("/measures/" + measure).status())
                    .isEqualTo(200);

            sent();
            sweep(TODAY.plusDays(2));
            assertThat(linesOf(measure, "liulimiao1")).hasSize(1);

            happened(measure, "closed");
            sent();
            sweep(TODAY.plusDays(3));
            sent();
            sweep(TODAY.plusDays(4));
            assertThat(column(
                            "select note from reminder_line where measure_key = ? and recipient = 'liulimiao1' order by id",
                            measure))
                    .containsExactly("任务分解已完成，本单位为知会单位", "措施已办结");
        } finally {
            jdbc.sql("delete from timeline where sentence = '知会测试'").update();
        }
    }

    private void happened(String measure, String event) {
        jdbc.sql("insert into timeline (measure_key, happened_at, event, sentence) values (?, ?, ?, '知会测试')")
                .params(measure, TODAY.atTime(9, 0).atZone(ZONE).toOffsetDateTime(), event)
                .update();
    }

    private void sent() {
        jdbc.sql("update mail set state = 'sent', sent_at = created_at where state = 'waiting'")
                .update();
    }

    @Test
    void twoRunsAtTheSameTime_writeEachMailOnce() {
        setClock(TODAY.atTime(8, 30));
        ProcessInstance first = start();
        ProcessInstance second = start();
        step(first);
        step(second);
        finish(second);
        finish(first);
        assertThat(first).isEnded();
        assertThat(second).isEnded();
        assertThat(column("select recipient from mail")).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void morePeopleThanOneStepWrites_areWrittenStepByStep() {
        setClock(TODAY.atTime(8, 30));
        ProcessInstance run = start();
        step(run);
        for (int i = 0; i < 250; i++) {
            jdbc.sql(
                            """
                            insert into reminder_recipient (sweep_day, recipient, own, overdue, others, open, open_overdue)
                            values (?, ?, 1, 0, 0, 0, 0)""")
                    .params(TODAY, "gone" + i)
                    .update();
        }
        finish(run);
        assertThat(run).isEnded().hasPassed("gateway_next");
        assertThat(column("select recipient from reminder_recipient where mail_id is null"))
                .isEmpty();
    }

    @Test
    void dayOff_nothingIsWritten() {
        ProcessInstance run = sweep(LocalDate.of(2026, 10, 3));
        assertThat(run).isEnded().hasPassed("endEvent_dayOff");
        assertThat(column("select recipient from mail")).isEmpty();
    }

    @Test
    void timer_firesEveryMorningAtTheTimeThatIsSet() {
        Job timer = management
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .timers()
                .singleResult();
        assertThat(LocalTime.ofInstant(timer.getDuedate().toInstant(), ZONE)).isEqualTo(LocalTime.of(8, 30));
        setClock(TODAY.atTime(8, 31));

        management.executeJob(timer.getId());

        List<ProcessInstance> runs = runtime.createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .list();
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.getBusinessKey()).isEqualTo("reminder-" + TODAY);
            finish(run);
        });
    }

    @Test
    void wholeDecember_isRemindedAsThePolicySays() {
        take(Measures.free());
        assertThat(task("userTask_assignMeasure").getDueDate()).isEqualTo(endOf("2026-11-30"));

        for (LocalDate day = LocalDate.of(2026, 11, 30); day.getYear() == 2026; day = day.plusDays(1)) {
            sweep(day);
            List<String> recipients =
                    column("select recipient from mail where once_key like ?", "digest/" + day + "/%");
            if (day.getDayOfWeek().getValue() > 5) {
                assertThat(recipients).as("mails on %s", day).isEmpty();
            } else {
                assertThat(recipients).as("mails on %s", day).doesNotHaveDuplicates();
            }
            sent();
        }

        assertThat(linesOf(key, lead + "1"))
                .containsExactly(
                        "2026-12-01 own", "2026-12-08 own", "2026-12-15 own", "2026-12-22 own", "2026-12-29 own");
        // what is older than thirty days stands in the mails only
        assertThat(linesOf(key, lead + "leader")).hasSize(5).allMatch(line -> line.endsWith("copy"));
        assertThat(rows("select * from reminder_sweep where sweep_day >= '2026-12-01' and finished_at is not null"))
                .as("workdays of December")
                .hasSize(23);
    }

    @Test
    void outageOverDays_endsInOneMailToEach() {
        take("2026-30-02");
        sweep(TODAY);
        mail.deliver();
        sweep(TODAY.plusDays(1));
        mail.deliver();
        sweep(TODAY.plusDays(2));
        assertThat(subjectsTo(lead + "1")).hasSize(3);

        GreenMail server = MailServer.start();
        try {
            setClock(TODAY.plusDays(2).atTime(9, 0));
            mail.deliver();
            String address = people.find(lead + "1").orElseThrow().email();
            assertThat(java.util.Arrays.stream(server.getReceivedMessages())
                            .filter(message -> mail.isTo(message, address)))
                    .hasSize(1);
        } finally {
            server.stop();
        }
        assertThat(column("select state from mail where recipient = ? order by created_at", lead + "1"))
                .containsExactly("merged", "merged", "sent");
        assertThat(linesOf(key, lead + "1")).hasSize(3);
    }

    @Test
    void whatAColleagueHasTakenMeanwhile_isNotSentAnyMore() {
        take(Measures.free());
        sweep(TODAY);
        String person = lead + "1";
        assertThat(linesOf(key, person)).hasSize(1);
        Task task = task("userTask_assignMeasure");
        as(lead + "2", () -> tasks.claim(task.getId(), lead + "2"));

        sweep(TODAY.plusDays(1));

        assertThat(linesOf(key, person))
                .as("it is told to whoever has claimed it")
                .hasSize(1);
        assertThat(linesOf(key, lead + "2")).hasSize(2);
    }

    @Test
    void mailOfWhichNothingIsOpen_isDropped() {
        // nobody at the district's leadership has a task
        String id = mail.put("districtleader");
        sweep(TODAY);
        assertThat(column("select state from mail where id = ?", id)).containsExactly("outdated");
    }

    @Test
    void reportSentBack_isToldAtOnce_unlessThePersonDoesNotWantThat() {
        take("2026-22-02");
        assignConfirmed();
        String unit = unitsAt("userTask_fillReport").get(0);
        jdbc.sql(
                        "insert into reminder_preference (person, new_tasks, at_once, changed_at) values (?, true, false, current_timestamp)")
                .param(unit + "2")
                .update();
        write(unit, "on_track");
        complete(
                taskOf(unit, "userTask_approveReport"),
                unit + "leader",
                Map.of("decision", "return", "opinion", "内部意见：数据不实"));

        atOnceWriter.write();
        assertThat(subjectsTo(unit + "1")).as("more may follow").isEmpty();
        passTime(java.time.Duration.ofMinutes(1));
        atOnceWriter.write();
        atOnceWriter.write();

        assertThat(subjectsTo(unit + "1")).singleElement().asString().startsWith("【退回】1项事项需修改后重新提交：加强药品使用管理：");
        assertThat(subjectsTo(unit + "2")).isEmpty();
        assertThat(column("select body_text from mail where recipient = ?", unit + "1"))
                .singleElement()
                .asString()
                .contains(people.nameOf(unit + "leader") + "退回", "/tasks/")
                .doesNotContain("内部意见", "按计划推进");
        String task = taskOf(unit, "userTask_fillReport").getId();
        assertThat(Pages.of(port, unit + "1").get("/tasks/" + task).location()).contains(task);
    }

    @Test
    void beforeAPlanIsInForce_nothingGoesOut() {
        jdbc.sql("update plan set status = 'imported'").update();
        try {
            ProcessInstance run = sweep(TODAY);
            assertThat(run).isEnded().hasPassed("endEvent_nothingToTell");
            assertThat(column("select recipient from mail")).isEmpty();
            assertThat(rows("select * from reminder_sweep")).isEmpty();
        } finally {
            jdbc.sql("update plan set status = 'launched'").update();
        }
    }

    @Test
    void marksOfHtml_areShownAsTheyAre() {
        take(Measures.free());
        jdbc.sql(
                        "update task_item set title = ? where plan_year = 2026 and task_no = (select task_no from measure where measure_key = ?)")
                .params("<script>alert(1)</script>&amp;", key)
                .update();
        try {
            sweep(TODAY);
        } finally {
            jdbc.sql("update task_item set title = ? where title like '<script>%'")
                    .param("已还原")
                    .update();
        }
        assertThat(column("select body_html from mail where recipient = ?", lead + "1"))
                .singleElement()
                .asString()
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;")
                .doesNotContain("<script>");
    }
}
