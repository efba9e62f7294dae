package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Measures;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.greenplan.directory.Directory;
import org.greenplan.mail.MailRoom;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("催办")
class UrgingTest extends ProcessTest {

    private static final String SENTENCE = "请于本周五前报送。";

    @Autowired
    private Urging urging;

    @Autowired
    private AtOnceWriter atOnceWriter;

    @Autowired
    private MailRoom mail;

    @Autowired
    private Directory directory;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void nothingWasEverTold() {
        mail.clear();
        jdbc.sql("delete from reminder_line").update();
        jdbc.sql("delete from urge").update();
    }

    private Task atReports(String measure) {
        take(measure);
        assignConfirmed();
        return taskOf(unit(), "userTask_fillReport");
    }

    private String unit() {
        return unitsAt("userTask_fillReport").stream()
                .filter(unit -> !unit.equals(lead))
                .findFirst()
                .orElseThrow();
    }

    private List<String> mayUrge(String user) {
        return urging.ofMeasures(List.of(key), user).stream()
                .map(UrgeCandidate::taskId)
                .toList();
    }

    private Pages.Page page(String user) {
        return Pages.of(port, user).get("/reminders/urge?measure=" + key);
    }

    private Pages.Page post(String user, Task task, String sentence) {
        return Pages.of(port, user)
                .post(
                        "/reminders/urge",
                        Map.of("measure", key, "task", key + "/" + task.getId(), "sentence", sentence));
    }

    @Test
    void leadOfficeAndSupervisor_urge_othersDoNot() {
        Task task = atReports("2026-01-01");
        String unit = unit();

        assertThat(mayUrge(lead + "1")).contains(task.getId());
        assertThat(mayUrge(lead + "leader")).contains(task.getId());
        assertThat(mayUrge("planoffice")).contains(task.getId());
        assertThat(mayUrge(unit + "leader")).containsExactly(task.getId());
        assertThat(mayUrge(unit + "1")).as("whose task it is").isEmpty();
        assertThat(mayUrge("districtleader")).isEmpty();
        assertThat(mayUrge("admin")).isEmpty();
        assertThatThrownBy(() -> mayUrge("liulimiao1")).isInstanceOf(RuleViolation.class);
        assertThat(urging.urge(key, List.of(task.getId()), SENTENCE, unit + "1").urged())
                .isZero();

        assertThat(Pages.of(port, lead + "1").get("/measures/" + key).text()).contains("催办");
        assertThat(Pages.of(port, unit + "1").get("/measures/" + key).text()).doesNotContain("催办给");
        assertThat(page(unit + "1").text()).contains("没有可以由您催办的未办任务。");
        assertThat(Pages.of(port, "planoffice").get("/measures").body())
                .contains("name=\"measure\" value=\"" + key + "\"", "催办所选");
        assertThat(Pages.of(port, unit + "1").get("/measures?q=" + key).text()).doesNotContain("催办所选");

        Pages.Page done = post("planoffice", task, SENTENCE);
        assertThat(done.status()).isEqualTo(302);
        assertThat(page(lead + "1").text()).contains(people.nameOf("planoffice"), "一小时内不重复催办");

        assertThat(view(task, unit + "1"))
                .extracting("urged")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("byName", people.nameOf("planoffice"))
                .containsEntry("unitName", directory.nameOf("planoffice"))
                .containsEntry("sentence", SENTENCE)
                .containsEntry("times", 1);
        assertThat(Pages.of(port, unit + "1").get("/tables/report").text())
                .contains("催办（" + directory.nameOf("planoffice") + people.nameOf("planoffice"), "）：" + SENTENCE);

        passTime(Duration.ofMinutes(1));
        atOnceWriter.write();
        assertThat(column("select recipient from mail where kind = 'urge' order by recipient"))
                .containsExactly(unit + "1", unit + "2", unit + "leader");
        assertThat(column("select body_text from mail where recipient = ?", unit + "1"))
                .singleElement()
                .asString()
                .contains(
                        "有1项事项被催办", people.nameOf("planoffice") + "（计划办）催办：" + SENTENCE, key, "/tasks/" + task.getId());
        assertThat(Pages.of(port, unit + "1").get("/measures/" + key).text())
                .contains("催办", "“填报进展”：" + SENTENCE + people.nameOf("planoffice") + "（计划办）");

        // within an hour nobody else does it again
        assertThat(urging.urge(key, List.of(task.getId()), SENTENCE, lead + "1"))
                .isEqualTo(new Urging.Outcome(0, 1));
        passTime(Duration.ofMinutes(58));
        assertThat(urging.urge(key, List.of(task.getId()), SENTENCE, lead + "1").urged())
                .isZero();
        passTime(Duration.ofMinutes(2));
        assertThat(urging.urge(key, List.of(task.getId()), SENTENCE, lead + "1").urged())
                .isEqualTo(1);

        // a supervisor and the own clerks: nobody else's business
        passTime(Duration.ofHours(2));
        assertThat(urging.urge(key, List.of(task.getId()), "今天下班前交我。", unit + "leader")
                        .urged())
                .isEqualTo(1);
        assertThat(Pages.of(port, unit + "1").get("/measures/" + key).text()).contains("今天下班前交我。");
        assertThat(Pages.of(port, lead + "1").get("/measures/" + key).text()).doesNotContain("今天下班前交我。");
        assertThat(page(lead + "1").text())
                .as("nor does it keep others from urging")
                .doesNotContain("一小时内不重复催办");
        assertThat(page(lead + "1").body()).doesNotContain(people.nameOf(unit + "leader") + " ");

        passTime(Duration.ofHours(2));
        write(unit, "on_track");
        assertThat(urging.urge(key, List.of(task.getId()), SENTENCE, lead + "1"))
                .as("what is done meanwhile")
                .isEqualTo(new Urging.Outcome(0, 1));
    }

    @Test
    void twoPeopleAtTheSameMoment_urgeOnce() {
        take(Measures.free());
        Task task = task("userTask_assignMeasure");
        CompletableFuture<Urging.Outcome> one =
                CompletableFuture.supplyAsync(() -> urging.urge(key, List.of(task.getId()), SENTENCE, "planoffice"));
        CompletableFuture<Urging.Outcome> other = CompletableFuture.supplyAsync(
                () -> urging.urge(key, List.of(task.getId()), SENTENCE, "planofficeleader"));
        assertThat(one.join().urged() + other.join().urged()).isEqualTo(1);
        assertThat(rows("select * from urge where task_id = ?", task.getId())).hasSize(1);
    }

    @Test
    @DisplayName("几条措施一起催：只勾选逾期的，一句话发给所选各项；可按单位排列")
    void ofManyMeasures_onlyTheLateOnesAreTicked_andOneSentenceGoesToAll() {
        take(Measures.free());
        Task late = task("userTask_assignMeasure");
        String other = Measures.free();
        Task later = task(other, "userTask_assignMeasure");
        String path = "/reminders/urge?measure=" + key + "&measure=" + other;
        Pages office = Pages.of(port, "planoffice");
        assertThat(office.get(path).body())
                .as("nothing is late, and it is about several")
                .contains(late.getId(), later.getId())
                .doesNotContain("checked=\"checked\"");
        assertThat(office.get("/reminders/urge?measure=" + key).body())
                .as("it is about one")
                .contains("checked=\"checked\"");

        OffsetDateTime now = OffsetDateTime.now(clock);
        dueAt(late, now.minusDays(10));
        try {
            assertThat(office.get("/measures?late=true").body())
                    .contains("value=\"" + key + "\"", "项任务逾期")
                    .doesNotContain("value=\"" + other + "\"");
            Pages.Page page = office.get(path);
            assertThat(page.text()).contains("共2项未办任务，其中1项已逾期。已勾选1项", "个工作日");
            assertThat(page.body().split("checked=\"checked\"", -1)).hasSize(2);
            assertThat(page.body())
                    .containsPattern("value=\"" + key + "/" + late.getId() + "\"[^>]*checked=\"checked\"");
            assertThat(page.body().split("data-late=\"true\"", -1)).as("只选已逾期的").hasSize(2);
            assertThat(office.get("/measures?late=true").body()).contains("data-late=\"true\"");
            Pages.Page only = office.get("/reminders/urge?only=" + other + "/" + later.getId());
            assertThat(only.body())
                    .contains(later.getId(), "checked=\"checked\"")
                    .doesNotContain(late.getId());
            assertThat(office.get("/work").body()).contains("name=\"only\" value=\"" + key + "/" + late.getId() + "\"");
            assertThat(office.get(path + "&by=unit").text()).contains(directory.nameOf(lead));
            assertThat(office.get("/reminders/urge?unit=" + lead).body()).contains(late.getId());

            assertThat(office.post(
                                    "/reminders/urge",
                                    Map.of("task", key + "/" + late.getId() + ",2026-99-01/x", "sentence", SENTENCE))
                            .status())
                    .isEqualTo(404);
            assertThat(rows("select * from urge")).as("all or none").isEmpty();

            Pages.Page done = office.post(
                    "/reminders/urge",
                    Map.of(
                            "measure", key + "," + other,
                            "task", key + "/" + late.getId() + "," + other + "/" + later.getId(),
                            "sentence", SENTENCE));
            assertThat(done.status()).isEqualTo(302);
            assertThat(done.location()).contains("measure=" + key, "measure=" + other);
            assertThat(column("select task_id from urge where sentence = ?", SENTENCE))
                    .containsExactlyInAnyOrder(late.getId(), later.getId());
            assertThat(office.get(path).text()).contains("2项一小时内催过、暂不重复").doesNotContain("已勾选");
            assertThat(office.post(
                                    "/reminders/urge",
                                    Map.of("measure", key, "task", key + "/" + late.getId(), "sentence", SENTENCE))
                            .status())
                    .isEqualTo(302);
            assertThat(column("select task_id from urge")).as("nothing twice").hasSize(2);
        } finally {
            dueAt(late, late.getDueDate().toInstant().atOffset(now.getOffset()));
        }
    }

    /** Past every use case, as if time had gone by for this one alone. */
    private void dueAt(Task task, OffsetDateTime due) {
        jdbc.sql("update act_ru_task set due_date_ = ? where id_ = ?")
                .params(due, task.getId())
                .update();
    }

    @Test
    void whatIsMissing_isSaidBesideTheField_andNothingTypedIsLost() {
        take("2026-35-04");
        Task task = task("userTask_assignMeasure");
        Pages.Page empty = post("planoffice", task, "  ");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text()).contains("请写一句催办的话");

        Pages.Page tooLong = post("planoffice", task, "长".repeat(201));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text()).contains("不超过200字，现在有201字").contains("长".repeat(201));

        Pages.Page nothing =
                Pages.of(port, "planoffice").post("/reminders/urge", Map.of("measure", key, "sentence", "<b>话</b>"));
        assertThat(nothing.text()).contains("请至少勾选一项要催办的任务。");
        assertThat(nothing.body()).contains("&lt;b&gt;话&lt;/b&gt;").doesNotContain("<b>话");

        assertThat(Pages.of(port, "planoffice").get("/reminders/urge").text()).contains("没有勾选要催办的事项");
        assertThat(Pages.of(port, "planoffice")
                        .get("/reminders/urge?measure=2026-99-01")
                        .status())
                .isEqualTo(404);
        assertThat(Pages.ofNobody(port).get("/reminders/urge?measure=" + key).status())
                .isEqualTo(302);
    }
}
