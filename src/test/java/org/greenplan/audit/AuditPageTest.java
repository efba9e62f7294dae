package org.greenplan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Map;
import org.greenplan.AuditLines;
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

@DisplayName("安全审计页")
class AuditPageTest extends GreenplanTest {

    @LocalServerPort
    private int port;

    @Autowired
    private AuditStore store;

    private Pages auditor;

    @BeforeEach
    void open() {
        auditor = Pages.of(port, "auditor");
        auditor.get("/audit");
    }

    @AfterEach
    void countNoLonger() {
        jdbc.sql("set query_statistics false").update();
    }

    /** On a day on which nothing else happens. */
    private void add(String time, AuditEvent event, String person, String name, String subject, String detail) {
        store.add(new AuditLine(OffsetDateTime.parse(time), event, person, name, "10.1.2.3", subject, detail));
    }

    private static int rows(Page page) {
        return page.body().split("data-label=\"时间\"", -1).length - 1;
    }

    @Test
    @DisplayName("新的在前，逐列中文；尖括号照原样显示")
    void lines_areShownAsText() {
        add("2031-03-01T09:00:00+08:00", AuditEvent.LOGIN, "water1", "李<script>alert(1)</script>", "", "");
        add("2031-03-01T23:59:59+08:00", AuditEvent.ADMINISTRATOR_RETURN, "", "", "admin", "恢复");

        Page page = auditor.get("/audit?from=2031-03-01&to=2031-03-01");

        assertThat(page.text())
                .containsSubsequence(
                        "2031-03-0123:59:59系统10.1.2.3启动时恢复管理员admin恢复",
                        "2031-03-0109:00:00李&lt;script&gt;alert(1)&lt;/script&gt;（water1）10.1.2.3登录");
        assertThat(page.body()).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "event=EXPORT, 1",
        "event=NOTHING, 3",
        "q=water9, 2",
        "q=区水务, 1",
        "q=WATER9, 2",
        "q=%25, 0",
        "event=LOGIN&q=water9, 1"
    })
    @DisplayName("按人员或对象、事件、日期查；认不出的条件不算")
    void filters_narrowWhatIsShown(String query, int found) {
        jdbc.sql("select count(*) from audit_entry where person = 'market9'")
                .query(Integer.class)
                .optional()
                .filter(count -> count == 0)
                .ifPresent(none -> {
                    add("2032-03-01T00:00:00+08:00", AuditEvent.LOGIN, "water9", "张三", "", "");
                    add("2032-03-01T10:00:00+08:00", AuditEvent.EXPORT, "water9", "张三", "区水务局.xlsx", "");
                    add("2032-03-01T23:59:59+08:00", AuditEvent.LOGIN, "market9", "李四", "", "");
                    add("2032-03-02T00:00:00+08:00", AuditEvent.LOGIN, "water9", "张三", "", "");
                    add("2032-02-29T23:59:59+08:00", AuditEvent.LOGIN, "water9", "张三", "", "");
                });
        String encoded = query.replace("区水务", "%E5%8C%BA%E6%B0%B4%E5%8A%A1");

        assertThat(rows(auditor.get("/audit?from=2032-03-01&to=2032-03-01&" + encoded)))
                .isEqualTo(found);
    }

    @Test
    @DisplayName("每页五十条，翻得到头；条数再多，查询的条数不变")
    void pages_areReadByFewStatements() {
        for (int i = 0; i < 120; i++) {
            add("2033-01-01T09:00:00+08:00", AuditEvent.LOGIN, "p" + i, "", "", "");
        }
        String days = "/audit?from=2033-01-01&to=2033-01-01&page=";
        assertThat(rows(auditor.get(days + 0))).isEqualTo(50);
        assertThat(rows(auditor.get(days + 2))).isEqualTo(20);
        assertThat(auditor.get(days + 0).body()).contains("较早的").doesNotContain("较新的");
        assertThat(auditor.get(days + 2).body()).contains("较新的").doesNotContain("较早的");
        assertThat(rows(auditor.get(days + 99_999_999))).isZero();

        int many = statements(days + 0);
        assertThat(many)
                .isEqualTo(statements("/audit?from=2034-01-01&to=2034-01-01"))
                .isLessThan(25);
    }

    private int statements(String path) {
        jdbc.sql("set query_statistics_max_entries 1000").update();
        jdbc.sql("set query_statistics false").update();
        jdbc.sql("set query_statistics true").update();
        auditor.get(path);
        return jdbc.sql("select coalesce(sum(execution_count), 0) from information_schema.query_statistics"
                        + " where lower(sql_statement) like 'select%'")
                .query(Integer.class)
                .single();
    }

    @Test
    @DisplayName("导出：查到什么导出什么，不成公式，本身也记一条")
    void export_isRecordedAndHarmless() {
        add("2035-03-01T09:00:00+08:00", AuditEvent.LOGIN_FAILED, "=cmd|' /C calc'!A0", "", "", "");
        AuditLines lines = AuditLines.from(jdbc);

        Page file = auditor.get("/audit/audit.csv?from=2035-03-01&to=2035-03-01&event=LOGIN_FAILED");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body())
                .startsWith("\uFEFF时间,人员,地址,事件,对象,说明\r\n")
                .contains("2035-03-01 09:00:00,'=cmd|' /C calc'!A0,10.1.2.3,登录失败,,");
        assertThat(lines.all()).containsExactly("EXPORT|auditor|127.0.0.1|安全审计记录|事件：登录失败，自2035-03-01，至2035-03-01");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, /reminders/workdays/workdays.csv, 工作日表",
        "planoffice, /reminders/policy/reminder-policy.dmn, 提醒策略",
        "planoffice, /plans/2026/source, 行动计划原文",
        "water1, /platform/catalogue/demonstration-zone/catalogue.csv, 指标目录"
    })
    @DisplayName("每次导出记一条：谁、从哪里、什么")
    void everyExport_isRecorded(String user, String path, String subject) {
        AuditLines lines = AuditLines.from(jdbc);

        assertThat(Pages.of(port, user).get(path).status()).isEqualTo(200);

        assertThat(lines.all())
                .singleElement()
                .asString()
                .startsWith("EXPORT|" + user + "|127.0.0.1|")
                .contains(subject);
    }

    @Test
    @DisplayName("邮件的暂停、恢复、重发、手动生成各记一条；没办成的不记")
    void mailControl_isRecorded() {
        AuditLines lines = AuditLines.from(jdbc);
        Pages office = Pages.of(port, "planoffice");

        office.post("/reminders/log", Map.of("action", "pause"));
        office.post("/reminders/log", Map.of("action", "resume"));
        office.post("/reminders/log", Map.of("action", "nothing"));
        office.post("/reminders/log/nothing/again", Map.of());
        Pages.of(port, "water1").post("/reminders/log", Map.of("action", "pause"));

        assertThat(lines.all())
                .containsExactly("MAIL|planoffice|127.0.0.1|所有邮件|暂停发送", "MAIL|planoffice|127.0.0.1|所有邮件|恢复发送");
    }
}
