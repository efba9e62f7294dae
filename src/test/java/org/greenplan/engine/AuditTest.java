package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.AuditLines;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.engine.Http.Client;
import org.greenplan.engine.Http.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What is recorded of logins and people, over HTTP; and who reads it. */
class AuditTest extends RestTest {

    private static final String PERSON = "audited1";
    private static final String GOOD = "Yanqi-Lake-7";
    private static final String HERE = "127.0.0.1";

    @Autowired
    private Audit audit;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private AuditLines lines;

    @BeforeEach
    void person() {
        User user = identity.newUser(PERSON);
        user.setFirstName("过");
        user.setLastName("客");
        user.setPassword(GOOD);
        identity.saveUser(user);
        identity.createMembership(PERSON, "cityadminStaff");
        lines = AuditLines.from(jdbc);
    }

    @AfterEach
    void gone() {
        identity.deleteUser(PERSON);
        identity.deleteUser("audited2");
        identity.deleteGroup("auditedGroup");
        jdbc.sql("delete from past_password").update();
        jdbc.sql("delete from given_password").update();
    }

    private static String line(String event, String person, String subject, String detail) {
        return String.join("|", event, person, HERE, subject, detail);
    }

    @Test
    @DisplayName("登录、退出、登录失败各记一条：谁、从哪里；输入的密码不记")
    void loginsAndLogouts_areRecordedOnce() {
        Session session = http.login(PERSON, GOOD);
        session.get("/measures");
        session.post("/logout", Map.of(), Map.of());
        session.post("/logout", Map.of(), Map.of());
        http.browser().enter(PERSON, "Wrong-Lake-7");
        http.browser().enter("nobody‮\nhere", "Wrong-Lake-7");

        assertThat(lines.of("LOGIN")).containsExactly(line("LOGIN", PERSON, "", ""));
        assertThat(lines.all())
                .containsExactly(
                        line("LOGOUT", PERSON, "", ""),
                        line("LOGIN_FAILED", PERSON, "", "用户名或密码不正确"),
                        line("LOGIN_FAILED", "nobody here", "", "用户名或密码不正确"));
        assertThat(jdbc.sql("select distinct person_name from audit_entry where event = 'LOGIN' and person = ?")
                        .param(PERSON)
                        .query(String.class)
                        .single())
                .isEqualTo("过客");
    }

    @Test
    @DisplayName("程序每次请求都带密码：五分钟内只记一次")
    void aProgram_isRecordedWhenItsPasswordIsLookedAt() {
        Client program = http.basic(PERSON, GOOD);
        program.get(ENGINE_REST + "/task/count");
        program.get("/api/plans/2026/measures");
        http.basic(PERSON, "Wrong-Lake-7").get(ENGINE_REST + "/task/count");

        assertThat(lines.of("PROGRAM_LOGIN")).containsExactly(line("PROGRAM_LOGIN", PERSON, "", ""));
        assertThat(lines.of("LOGIN_FAILED")).hasSize(1);
    }

    @Test
    @DisplayName("改本人密码、由管理员设置密码：谁、为谁；被拒绝的不记")
    void passwords_areRecordedWithWhoSetThem() {
        Session session = http.login(PERSON, GOOD);
        session.post("/password", Map.of("present", GOOD, "wanted", "weak", "again", "weak"), Map.of());
        session.post(
                "/password", Map.of("present", GOOD, "wanted", "Miyun-Lake-88", "again", "Miyun-Lake-88"), Map.of());
        Session admin = http.login("admin");
        admin.put(
                TASKLIST + "/user/" + PERSON + "/credentials",
                Map.of("password", "Other-Lake-99", "authenticatedUserPassword", Http.PASSWORD));

        assertThat(lines.all())
                .containsExactly(
                        line("OWN_PASSWORD", PERSON, "", "此前的登录已全部失效"),
                        line("PASSWORD_SET", "admin", "过客（audited1）", "本人须先修改；此前的登录已全部失效"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGINE_REST, TASKLIST})
    @DisplayName("人员、用户组、成员的每次改动各记一条")
    void whatTheAdministratorChanges_isRecordedOnce(String door) {
        Client admin = door.equals(ENGINE_REST) ? http.basic("admin") : http.login("admin");
        ok(admin.post(
                door + "/user/create",
                Map.of(
                        "profile",
                        Map.of("id", "audited2", "firstName", "新", "lastName", "人", "email", "a@b.example"),
                        "credentials",
                        Map.of("password", GOOD))));
        ok(admin.put(
                door + "/user/audited2/profile",
                Map.of("id", "audited2", "firstName", "<b>旧", "lastName", "人", "email", "a@b.example")));
        ok(admin.post(door + "/group/create", Map.of("id", "auditedGroup", "name", "临时组", "type", "WORKFLOW")));
        ok(admin.put(door + "/group/auditedGroup/members/audited2", null));
        ok(admin.send("DELETE", door + "/group/auditedGroup/members/audited2", null));
        ok(admin.send("DELETE", door + "/group/auditedGroup", null));
        ok(admin.send("DELETE", door + "/user/audited2", null));

        assertThat(lines.all())
                .containsExactlyInAnyOrder(
                        line("PERSON_CREATED", "admin", "新人（audited2）", "a@b.example"),
                        line("PASSWORD_SET", "admin", "audited2", "本人须先修改；此前的登录已全部失效"),
                        line("PERSON_CHANGED", "admin", "新人（audited2）", "姓名：新人 → <b>旧人"),
                        line("GROUP_SAVED", "admin", "临时组（auditedGroup）", ""),
                        line("MEMBER_ADDED", "admin", "<b>旧人（audited2）", "临时组（auditedGroup）"),
                        line("MEMBER_REMOVED", "admin", "<b>旧人（audited2）", "临时组（auditedGroup）"),
                        line("GROUP_DELETED", "admin", "临时组（auditedGroup）", ""),
                        line("PERSON_DELETED", "admin", "<b>旧人（audited2）", ""));
    }

    private static void ok(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
    }

    @Test
    @DisplayName("没有办成的不记：密码太弱、身份冲突、没有权限")
    void whatIsRolledBack_isNotRecorded() {
        Client admin = http.login("admin");
        admin.post(
                TASKLIST + "/user/create",
                Map.of(
                        "profile", Map.of("id", "audited2", "firstName", "新", "lastName", "人"),
                        "credentials", Map.of("password", "weak")));
        admin.put(TASKLIST + "/group/cityadminSupervisor/members/" + PERSON, null);
        http.login(PERSON, GOOD)
                .put(TASKLIST + "/user/weather1/profile", Map.of("id", "weather1", "firstName", "别", "lastName", "人"));
        transaction.executeWithoutResult(status -> {
            audit.record(AuditEvent.WORKDAYS, "admin", "工作日表", "");
            status.setRollbackOnly();
        });

        assertThat(identity.createUserQuery().userId("audited2").count()).isZero();
        assertThat(lines.all()).isEmpty();
        assertThatThrownBy(() -> audit.record(AuditEvent.WORKDAYS, "admin", "工作日表", ""))
                .as("a change without a transaction")
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    @DisplayName("审计员登录后到审计页，其余一概不开；别人打不开审计页")
    void auditor_seesTheAuditAndNothingElse() {
        Session auditor = http.browser();
        auditor.get("/measures");
        assertThat(auditor.enter("auditor", Http.PASSWORD).header("location").get(0))
                .endsWith("/");
        assertThat(auditor.get("/").header("location").get(0)).endsWith("/audit");
        assertThat(auditor.get("/audit").status()).isEqualTo(200);
        assertThat(auditor.get("/audit").body())
                .contains("安全审计")
                .doesNotContain("href=\"/measures", "href=\"/camunda", "href=\"/reminders");
        assertThat(auditor.get("/audit/audit.csv").status()).isEqualTo(200);
        assertThat(auditor.get("/password").status()).isEqualTo(200);

        List<String> paths = Stream.concat(
                        requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                                .filter(entry ->
                                        entry.getValue().getBeanType().getName().startsWith("org.greenplan."))
                                .flatMap(entry -> entry.getKey().getPatternValues().stream()),
                        Stream.of(
                                "/camunda/app/tasklist/default/",
                                "/camunda/app/welcome/default/",
                                "/camunda/app/admin/default/",
                                "/camunda/app/cockpit/default/",
                                TASKLIST + "/task",
                                TASKLIST + "/user"))
                .map(path -> path.replaceAll("\\{[^}]*}", "2026"))
                .filter(path -> !List.of("/", "/audit", "/audit/audit.csv", "/password", "/login", "/error")
                        .contains(path))
                .distinct()
                .toList();
        assertThat(paths).hasSizeGreaterThan(60);
        assertThat(paths).allSatisfy(path -> {
            assertThat(auditor.get(path).status()).as("GET " + path).isEqualTo(403);
            assertThat(auditor.post(path, Map.of(), Map.of()).status())
                    .as("POST " + path)
                    .isEqualTo(403);
        });
        assertThat(http.basic("auditor").get(ENGINE_REST + "/task").status()).isEqualTo(403);
        assertThat(http.basic("auditor").get("/api/plans/2026/measures").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"water1", "waterleader", "planoffice", "planofficeleader", "districtleader", "admin"})
    void others_doNotSeeTheAudit(String user) {
        Session session = http.login(user);

        assertThat(session.get("/audit").status()).isEqualTo(403);
        assertThat(session.get("/audit/audit.csv").status()).isEqualTo(403);
        assertThat(session.get("/measures").body()).doesNotContain("安全审计");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /group/auditors/members/admin, auditor-alone",
        "PUT, /group/auditors/members/water1, auditor-alone",
        "PUT, /group/camunda-admin/members/auditor, auditor-alone",
        "PUT, /group/waterStaff/members/auditor, auditor-alone",
        "DELETE, /group/auditors, auditors-stay"
    })
    @DisplayName("审计员不兼任：任何其他组都不行，组也不能删")
    void auditor_isNothingElse(String method, String path, String code) {
        assertRule(http.basic("admin").send(method, ENGINE_REST + path, null), 409, code);

        assertThat(lines.all()).isEmpty();
    }

    @Autowired
    private TwoDuties duties;

    @Test
    @DisplayName("从前留下的兼任：启动时列出，只能看审计")
    void auditorFromBefore_isNamedAndSeesTheAuditOnly() {
        identity.createMembership(PERSON, "auditors");

        assertThat(duties.auditors()).contains(PERSON).doesNotContain("auditor");
        Session session = http.login(PERSON, GOOD);
        assertThat(session.get("/measures").status()).isEqualTo(403);
        assertThat(session.get("/audit").status()).isEqualTo(200);
    }
}
