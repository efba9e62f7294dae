package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("告警页")
class AlarmsPageTest extends ProcessTest {

    private static final String PATH = "/reminders/alarms";
    private static final String SECOND = "alarmsecond";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "water1, 403",
        "waterleader, 403",
        "districtleader, 403",
        "planoffice, 200",
        "planofficeleader, 200",
        "admin, 200"
    })
    void page_isForTheOffice(String user, int status) {
        Page page = Pages.of(port, user).get(PATH);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains(status == 200 ? "告警" : "只有计划办和系统管理员可以使用这个页面。");
        assertThat(Pages.ofNobody(port).get(PATH).location()).isEqualTo("/login");
    }

    @BeforeEach
    void keepTheGroup() {
        jdbc.sql("insert into collective_member (collective_code, unit_code) values ('ecocommittee', 'water')")
                .update();
    }

    @AfterEach
    void forgetTheGroup() {
        jdbc.sql("delete from collective_member where collective_code = 'ecocommittee'")
                .update();
    }

    @Test
    void nothingWrong_isSaid() {
        assertThat(Pages.of(port, "planoffice").get(PATH).text()).contains("目前没有告警。");
    }

    @Test
    void reportThatOnlyItsWriterCouldSign_isNamedUntilThereIsAnother() {
        take("2026-07-01");
        assign(Map.of());
        String unit = unitsAt("userTask_fillReport").get(0);
        String leader = unit + "leader";
        identity.createMembership(leader, unit + "Staff");
        try {
            complete(taskOf(unit, "userTask_fillReport"), leader, reportOf("on_track"));

            String alarm = "1份报告无人可以审签：唯一的分管领导" + people.nameOf(leader) + "就是填报人，本人不能审签。";
            Page page = Pages.of(port, "planoffice").get(PATH);
            assertThat(page.text()).contains(alarm, "把另一位分管领导加入用户组“", "分管领导”。", "共1条");
            assertThat(page.body())
                    .contains("href=\"/measures/2026-07-01\"")
                    .doesNotContain("/camunda/app/admin/default/#/users");

            hireSecond(unit);
            page = Pages.of(port, "planoffice").get(PATH);
            assertThat(page.text()).doesNotContain(alarm).contains("1人的邮箱地址格式不对");
            assertThat(page.body()).contains("&lt;b&gt;@x").doesNotContain("<b>@x");
            assertThat(Pages.of(port, "admin").get(PATH).body())
                    .contains("/camunda/app/admin/default/#/users/" + SECOND);

            complete(taskOf(unit, "userTask_approveReport"), SECOND, APPROVE);
        } finally {
            identity.deleteUser(SECOND);
            identity.deleteMembership(leader, unit + "Staff");
        }
    }

    private void hireSecond(String unit) {
        User second = identity.newUser(SECOND);
        second.setFirstName("某");
        second.setLastName("二");
        second.setEmail("<b>@x");
        second.setPassword(PASSWORD);
        identity.saveUser(second);
        identity.createMembership(SECOND, unit + "Supervisor");
    }
}
