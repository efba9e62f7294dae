package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.greenplan.AuditLines;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("提醒策略页")
class PolicyPageTest extends GreenplanTest {

    private static final String PATH = "/reminders/policy";
    private static final Map<String, String> NUMBERS =
            Map.of("first", "7", "last", "2", "interval", "3", "escalateAfter", "8");

    @Autowired
    private DeployedPolicy deployed;

    @Autowired
    private RepositoryService repository;

    @LocalServerPort
    private int port;

    /** The one that came with the application is the first; nothing else stays. */
    @AfterEach
    void onlyTheFirst() {
        repository.createDeploymentQuery().deploymentName(PolicyTable.KEY).list().stream()
                .filter(deployment -> deployment.getSource() != null
                        && !deployment.getSource().isEmpty())
                .forEach(deployment -> repository.deleteDeployment(deployment.getId()));
    }

    private Page post(String user, String path, Map<String, String> fields) {
        return Pages.of(port, user).post(PATH + path, fields);
    }

    @ParameterizedTest
    @CsvSource({"water1, 403", "waterleader, 403", "districtleader, 403", "planoffice, 200", "admin, 200"})
    void page_isForTheOffice_andChangedByTheAdministrator(String user, int status) {
        Page page = Pages.of(port, user).get(PATH);
        assertThat(page.status()).isEqualTo(status);
        assertThat(Pages.of(port, user).get(PATH + "/reminder-policy.dmn").status())
                .isEqualTo(status);
        int mayChange = user.equals("admin") ? 200 : 403;
        assertThat(post(user, "/distances", NUMBERS).status()).isEqualTo(mayChange);
        assertThat(post(user, "/original", Map.of()).status()).isEqualTo(mayChange);
        assertThat(post(user, "", Map.of("xml", deployed.bundled(), "base", "1"))
                        .status())
                .isEqualTo(mayChange == 200 ? 302 : 403);
    }

    @Test
    void numbers_areSeenBeforeTheyCount_andSurviveTheNextRelease() {
        Page preview = post("admin", "/distances", NUMBERS);
        assertThat(preview.text()).contains("还没有生效", "现行策略发", "还有7个工作日不提醒→办理人到期前7个工作日", "逾期10个工作日", "超过8个工作日");
        assertThat(PolicyDistances.of(deployed.newest().xml())).contains(new PolicyDistances(5, 1, 5, 5));

        Map<String, String> confirmed = Map.of("xml", preview.hidden("xml"), "base", preview.hidden("base"));
        AuditLines audit = AuditLines.from(jdbc);
        assertThat(post("admin", "", confirmed).status()).isEqualTo(302);
        assertThat(PolicyDistances.of(deployed.newest().xml())).contains(new PolicyDistances(7, 2, 3, 8));
        assertThat(Pages.of(port, "planoffice").get(PATH).text())
                .contains(people.nameOf("admin") + "于", "修改", "还有7个工作日办理人到期前7个工作日");

        Page again = post("admin", "", confirmed);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("策略刚刚被别人修改过");
        assertThat(audit.all()).singleElement().asString().startsWith("POLICY|admin|127.0.0.1|提醒策略|第");

        deployed.deployTheFirst();
        assertThat(PolicyDistances.of(deployed.newest().xml()))
                .as("after a start of the next release")
                .contains(new PolicyDistances(7, 2, 3, 8));

        Page original = post("admin", "/original", Map.of());
        post("admin", "", Map.of("xml", original.hidden("xml"), "base", original.hidden("base")));
        assertThat(deployed.newest().xml()).isEqualTo(deployed.bundled());
    }

    @Test
    @DisplayName("同一版本的策略只试算一次")
    void oneVersion_isTriedOutOnce() {
        ReminderPolicy first = deployed.current();
        Pages.of(port, "planoffice").get(PATH);
        assertThat(deployed.current()).isSameAs(first).isSameAs(deployed.table(deployed.newest()));

        Page preview = post("admin", "/distances", NUMBERS);
        post("admin", "", Map.of("xml", preview.hidden("xml"), "base", preview.hidden("base")));
        assertThat(deployed.current()).as("another version").isNotSameAs(first);
        assertThat(deployed.current()
                        .decide(new ReminderPolicy.Question(false, false, 7))
                        .remind())
                .isTrue();
    }

    @Test
    void wrongNumbers_areNamedBesideTheirFields() {
        Page page =
                post("admin", "/distances", Map.of("first", "1", "last", "2", "interval", "很久", "escalateAfter", ""));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("id=\"interval-problem\"", "id=\"escalateAfter-problem\"", "value=\"很久\"");
        assertThat(post("admin", "/distances", Map.of("first", "1", "last", "2", "interval", "5", "escalateAfter", "5"))
                        .text())
                .contains("第一次提醒应早于第二次提醒");
        assertThat(deployed.newest().version()).isEqualTo(1);
    }

    @Test
    void uploadedTable_isTriedOut_previewedAndUsed() {
        Pages admin = Pages.of(port, "admin");
        String table = deployed.bundled()
                .replace("modulo(-1 - workdaysLeft, 5) = 0", "true")
                .replace("\"逾期后每5个工作日提醒一次\"", "\"逾期后天天提醒\"");
        Page preview = admin.upload(PATH + "/file", "file", "policy.dmn", table.getBytes(StandardCharsets.UTF_8));
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.text()).contains("逾期后天天提醒");
        post("admin", "", Map.of("xml", preview.hidden("xml"), "base", preview.hidden("base")));
        assertThat(admin.get(PATH).text()).contains("现行策略是上传的自定义表，不能在这里改天数", "恢复系统自带的策略");
        assertThat(admin.get(PATH + "/reminder-policy.dmn").body()).contains("逾期后天天提醒");
    }

    @Test
    void unusableFiles_areRefusedWithASentence() {
        Pages admin = Pages.of(port, "admin");
        assertThat(upload(admin, "不是表")).contains("这不是DMN文件");
        assertThat(upload(admin, "")).contains("请先选择一个.dmn文件");
        assertThat(upload(admin, "x".repeat(300_000))).contains("文件超过256KB");
        assertThat(upload(
                        admin,
                        deployed.bundled()
                                .replace(
                                        "<inputExpression id=\"expression_stage\"",
                                        "<inputExpression id=\"expression_stage\" expressionLanguage=\"groovy\"")))
                .contains("表达式只能用FEEL书写，不能用groovy。");
        assertThat(post("admin", "", Map.of("xml", "<x/>", "base", "1")).status())
                .isEqualTo(400);
        assertThat(deployed.newest().version()).isEqualTo(1);
    }

    private static String upload(Pages admin, String text) {
        Page page = admin.upload(PATH + "/file", "file", "policy.dmn", text.getBytes(StandardCharsets.UTF_8));
        assertThat(page.status()).isEqualTo(400);
        return page.text();
    }
}
