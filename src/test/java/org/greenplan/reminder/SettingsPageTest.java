package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("我的提醒设置")
class SettingsPageTest extends GreenplanTest {

    private static final String PATH = "/reminders/settings";
    private static final String PERSON = "settingsperson";
    private static final String COLLEAGUE = "settingscolleague";

    @LocalServerPort
    private int port;

    @Autowired
    private Preferences preferences;

    @BeforeEach
    void hire() {
        hire(PERSON, "settings@huairou.example");
        hire(COLLEAGUE, "");
    }

    @AfterEach
    void dismiss() {
        identity.deleteUser(PERSON);
        identity.deleteUser(COLLEAGUE);
        jdbc.sql("delete from reminder_preference where person like 'settings%'")
                .update();
    }

    private void hire(String id, String address) {
        User user = identity.newUser(id);
        user.setFirstName("测试");
        user.setLastName("甲");
        user.setEmail(address);
        user.setPassword("greenplan");
        identity.saveUser(user);
    }

    @Test
    void whoNeverChose_isToldEverything() {
        assertThat(preferences.of(PERSON).newTasks()).isTrue();
        assertThat(preferences.of(PERSON).atOnce()).isTrue();
        assertThat(preferences.all()).doesNotContainKey(PERSON);
        assertThat(Pages.of(port, PERSON).get(PATH).body()).contains(box("newTasks", true), box("atOnce", true));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void choice_isKept_andTouchesNobodyElse(boolean newTasks, boolean atOnce) {
        Pages pages = Pages.of(port, PERSON);
        Map<String, String> ticked = new java.util.HashMap<>();
        if (newTasks) {
            ticked.put("newTasks", "true");
        }
        if (atOnce) {
            ticked.put("atOnce", "true");
        }
        pages.post(PATH, Map.of());

        assertThat(pages.post(PATH, ticked))
                .extracting(Page::status, Page::location)
                .containsExactly(302, PATH);

        assertThat(preferences.of(PERSON).newTasks()).isEqualTo(newTasks);
        assertThat(preferences.of(PERSON).atOnce()).isEqualTo(atOnce);
        assertThat(preferences.all())
                .containsEntry(PERSON, new Preference(newTasks, atOnce))
                .doesNotContainKey(COLLEAGUE);
        assertThat(preferences.of(COLLEAGUE)).isEqualTo(Preference.EVERYTHING);
        assertThat(pages.get(PATH).body()).contains("已保存", box("newTasks", newTasks), box("atOnce", atOnce));
        assertThat(pages.get(PATH).body()).doesNotContain("已保存");
    }

    @Test
    void somebodyElsesName_isNotListenedTo() {
        Pages.of(port, PERSON).post(PATH + "?person=" + COLLEAGUE, Map.of("person", COLLEAGUE));

        assertThat(preferences.all()).containsKey(PERSON).doesNotContainKey(COLLEAGUE);
    }

    @Test
    void address_isShown_orWhatIsWrongWithIt() {
        assertThat(Pages.of(port, PERSON).get(PATH).text())
                .contains("提醒邮件发到：settings@huairou.example", "逾期和到期提醒始终发送，不能关闭")
                .doesNotContain("没有邮箱地址", "格式不对");
        assertThat(Pages.of(port, COLLEAGUE).get(PATH).text())
                .contains("没有邮箱地址")
                .doesNotContain("格式不对", "发到：");

        User user = identity.createUserQuery().userId(COLLEAGUE).singleResult();
        user.setEmail("<b>甲</b>@huairou.example");
        identity.saveUser(user);
        assertThat(Pages.of(port, COLLEAGUE).get(PATH).body())
                .contains("&lt;b&gt;甲", "格式不对")
                .doesNotContain("<b>甲", "没有邮箱地址");
    }

    @Test
    void everybodyLoggedIn_hasSettings_nobodyElse() {
        Page refused = Pages.ofNobody(port).get(PATH);
        assertThat(refused.status()).isEqualTo(302);
        assertThat(refused.location()).isEqualTo("/login");
        assertThat(Pages.ofNobody(port).post(PATH, Map.of()).status()).isEqualTo(302);
        for (String user : new String[] {"water1", "waterleader", "districtleader", "planoffice", "admin"}) {
            Page page = Pages.of(port, user).get(PATH);
            assertThat(page.status()).as(user).isEqualTo(200);
            assertThat(page.body().contains("/reminders/alarms"))
                    .as("tabs of %s", user)
                    .isEqualTo(user.equals("planoffice") || user.equals("admin"));
        }
    }

    private static String box(String name, boolean checked) {
        return "name=\"" + name + "\" value=\"true\"" + (checked ? " checked=\"checked\">" : ">");
    }
}
