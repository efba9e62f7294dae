package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.mail.MailRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("明日预览页")
class PreviewPageTest extends GreenplanTest {

    private static final String PATH = "/reminders/preview";

    @Autowired
    private MailRoom mail;

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void nothingWasEverTold() {
        mail.clear();
        for (String table : new String[] {"reminder_line", "reminder_recipient", "reminder_sweep"}) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @ParameterizedTest
    @CsvSource({"water1, 403", "waterleader, 403", "districtleader, 403", "planoffice, 200", "admin, 200"})
    void page_isForTheOffice(String user, int status) {
        assertThat(Pages.of(port, user).get(PATH).status()).isEqualTo(status);
        if (status == 403) {
            assertThat(Pages.of(port, user).get(PATH + "/ecology1").status()).isEqualTo(403);
            assertThat(Pages.of(port, user).post("/reminders/run", Map.of()).status())
                    .isEqualTo(403);
            assertThat(runtime.createProcessInstanceQuery()
                            .processDefinitionKey("deadline-reminder")
                            .count())
                    .isZero();
        }
    }

    @Test
    void tomorrow_isShownPersonByPerson_andTheMailIsTheOneThatIsWritten() {
        Pages office = Pages.of(port, "planoffice");
        Page page = office.get(PATH);
        assertThat(page.text()).contains("2026年11月24日08:30将给", "人各发一封", people.nameOf("ecology1"));
        assertThat(page.text()).doesNotContain("明天不上班", "未公布");
        Page one = office.get(PATH + "/ecology1");
        assertThat(one.text()).contains("【待办提醒】", "还没有生成");
        assertThat(office.get(PATH + "/nobody").status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from mail").query(Integer.class).single())
                .as("nothing is written by looking")
                .isZero();

        setClock(LocalDate.of(2026, 11, 24).atTime(8, 30));
        assertThat(office.post("/reminders/run", Map.of()).location()).isEqualTo(PATH);
        runJobs();
        String subject = jdbc.sql("select subject from mail where recipient = 'ecology1'")
                .query(String.class)
                .single();
        assertThat(one.body()).contains("<h1>" + subject + "</h1>");
        assertThat(office.get(PATH).text()).contains("今天的提醒已发过，不会重复。");
    }

    @Test
    void beforeADayOff_theNextWorkdayIsShown() {
        setClock(LocalDate.of(2026, 11, 27).atTime(15, 0));
        assertThat(Pages.of(port, "planoffice").get(PATH).text()).contains("明天不上班，不发提醒。下面是下一个工作日的预览。", "2026年11月30日");
        setClock(LocalDate.of(2027, 12, 30).atTime(15, 0));
        assertThat(Pages.of(port, "planoffice").get(PATH).text()).contains("放假安排未公布，按周末推定");
    }
}
