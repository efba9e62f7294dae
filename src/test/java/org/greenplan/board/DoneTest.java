package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

@DisplayName("已办")
class DoneTest extends GreenplanTest {

    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-05T09:00:00+08:00");
    private static final Pattern NUMBERS = Pattern.compile("测试第(\\d+)项");

    @LocalServerPort
    private int port;

    @BeforeEach
    void actSixtyTimes() {
        for (int i = 0; i < 60; i++) {
            add(i % 2 == 0 ? "2026-02-02" : "2026-02-01", "finance2", "测试第" + i + "项。", FIRST.plusHours(i));
        }
        add("2026-02-02", "finance1", "同事办的。", FIRST);
        jdbc.sql(
                        """
                        insert into signature (measure_key, subject, subject_id, sha256, decision, opinion,
                                               signer, signer_name, unit_code, signed_at)
                        values (null, 'launch', 1, 'x', 'return', '请再核对。', 'finance2', '姓名', 'finance', ?)""")
                .param(FIRST.plusYears(1))
                .update();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from timeline where event = 'test'").update();
        jdbc.sql("delete from signature where signer = 'finance2'").update();
    }

    private void add(String measure, String actor, String sentence, OffsetDateTime at) {
        jdbc.sql(
                        """
                        insert into timeline (measure_key, happened_at, actor, actor_name, unit_code, event, sentence)
                        values (?, ?, ?, '姓名', 'finance', 'test', ?)""")
                .params(measure, at, actor, sentence)
                .update();
    }

    private List<Integer> shown(String path) {
        return NUMBERS.matcher(Pages.of(port, "finance2").get(path).body())
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    @Test
    @DisplayName("自己办的都在，最近的在前，每页50项；别人办的不在")
    void ownDeeds_areListed_newestFirst_pageByPage() {
        Pages.Page page = Pages.of(port, "finance2").get("/done");
        assertThat(page.text())
                .contains("共61项", "计划下达审签：退回。请再核对。", "2026-01-07")
                .doesNotContain("同事办的");
        assertThat(page.body()).contains("href=\"/measures/2026-02-02\"");
        assertThat(shown("/done")).hasSize(49).startsWith(59, 58, 57).doesNotContain(10);
        assertThat(shown("/done?page=1")).hasSize(11).startsWith(10).endsWith(0);
        assertThat(shown("/done?page=7")).isEmpty();
        assertThat(Pages.of(port, "finance1").get("/done").text())
                .contains("同事办的")
                .doesNotContain("测试第");
    }

    @Test
    @DisplayName("按编号、任务标题、办理内容查；按期次查")
    void deeds_areSearchedByMeasureAndPeriod() {
        assertThat(shown("/done?q=2026-02-01")).hasSize(30).allMatch(number -> number % 2 == 1);
        String title = jdbc.sql("select title from task_item where plan_year = 2026 and task_no = 2")
                .query(String.class)
                .single();
        assertThat(shown("/done?q=" + UriUtils.encode(title + " 第31项", StandardCharsets.UTF_8)))
                .containsExactly(31);
        assertThat(shown("/done?q=%25")).isEmpty();
        assertThat(shown("/done?period=" + UriUtils.encode("2026年第一季度", StandardCharsets.UTF_8)))
                .as("done before any period was opened")
                .isEmpty();
    }

    @Test
    @DisplayName("栏目在每个工作人员的页面上方；审计员没有")
    void entry_isForStaff() {
        assertThat(Pages.of(port, "finance1").get("/measures").body()).contains("href=\"/done\"");
        assertThat(Pages.of(port, "auditor").get("/audit").body()).doesNotContain("href=\"/done\"");
        assertThat(Pages.of(port, "auditor").get("/done").status()).isEqualTo(403);
    }
}
