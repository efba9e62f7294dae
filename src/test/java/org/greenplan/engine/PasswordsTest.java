package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;

import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.greenplan.AuditLines;
import org.greenplan.audit.Audit;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionTemplate;

/** What a password has to be, who chooses it, how it is kept. */
class PasswordsTest extends RestTest {

    private static final String PERSON = "passerby1";
    private static final String GOOD = "Yanqi-Lake-7";

    private PasswordStore store;

    @Autowired
    private Audit audit;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void person() {
        store = new PasswordStore(jdbc, java.time.Clock.systemUTC());
        User user = identity.newUser(PERSON);
        user.setFirstName("过");
        user.setLastName("客");
        user.setPassword(GOOD);
        identity.saveUser(user);
        identity.createMembership(PERSON, "cityadminStaff");
    }

    @AfterEach
    void gone() {
        identity.deleteUser(PERSON);
        jdbc.sql("delete from login_failure").update();
        jdbc.sql("delete from past_password").update();
        jdbc.sql("delete from given_password").update();
    }

    @ParameterizedTest
    @CsvSource({PERSON + ", " + GOOD, "admin, " + Http.PASSWORD})
    @DisplayName("在已登录的页面上猜自己的密码，和登录时一样要等；给别人设密码时也一样")
    void guessesInAnOpenSession_areSlowedDown(String person, String right) {
        Session browser = http.login(person, right);
        String credentials = Http.TASKLIST + "/user/" + PERSON + "/credentials";
        for (int i = 0; i < 5; i++) {
            Answer wrong = browser.put(
                    credentials, Map.of("password", "Other-Lake-99", "authenticatedUserPassword", "wrong" + i));
            assertThat(wrong.status()).as(wrong.body()).isEqualTo(400);
        }

        assertThat(jdbc.sql("select failures from login_failure where source like ?")
                        .param("% " + person)
                        .query(Integer.class)
                        .list())
                .containsExactly(5);
        jdbc.sql("update login_failure set failures = 10 where source like ?")
                .param("% " + person)
                .update();
        Answer early =
                browser.put(credentials, Map.of("password", "Other-Lake-99", "authenticatedUserPassword", right));
        assertThat(early.status()).as(early.body()).isEqualTo(429);
        assertThat(early.message()).contains("秒后再试");
        assertThat(http.browser().enter(PERSON, "Other-Lake-99").header("location"))
                .doesNotContain("/");
    }

    private static Answer change(Session browser, String present, String wanted) {
        return browser.post("/password", Map.of("present", present, "wanted", wanted, "again", wanted), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 至少10个字符",
        "Short-77a, 至少10个字符",
        "alllowercase, 至少三种",
        "1234567890, 至少三种",
        "lower-case-only, 至少三种",
        "Passerby1-2026, 不能有用户名",
        "x-PASSERBY1-7, 不能有用户名",
        "Password123, 太常见",
        "'Password2026!', 太常见",
        "'2026-Huairou', 太常见",
        "1Qaz2wsx3edc, 太常见",
        "Aaaaaaaaa1, 不能超过一半",
        "'Aa        ', 除空格外至少要有8个",
        GOOD + ", 最近5次"
    })
    @DisplayName("不合要求的密码：说明缺什么，原密码仍有效")
    void aWeakPassword_isRefusedInASentence(String weak, String sentence) {
        Session browser = http.login(PERSON, GOOD);

        Answer refused = change(browser, GOOD, weak);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).containsPattern("role=\"alert\"[^<]*>[^<]*" + sentence);
        assertThat(browser.get("/measures").status()).isEqualTo(200);
        assertRule(
                http.basic(PERSON, GOOD)
                        .put(
                                ENGINE_REST + "/user/" + PERSON + "/credentials",
                                Map.of("password", weak, "authenticatedUserPassword", GOOD)),
                400,
                sentence.startsWith("最近") ? "old-password" : "weak-password");
        assertThat(http.basic(PERSON, GOOD).get("/api/tables").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("改密码：本会话继续，别处的会话退出，旧密码作废")
    void anotherPassword_endsTheOtherSessionsOnly() {
        Session here = http.login(PERSON, GOOD);
        Session elsewhere = http.login(PERSON, GOOD);

        assertThat(change(here, "wrong", "Yanqi-Lake-8").body()).contains("现在的密码不正确");
        assertThat(here.post("/password", Map.of("present", GOOD, "wanted", "Yanqi-Lake-8", "again", "x"), Map.of())
                        .body())
                .contains("两次输入的新密码不一样");
        assertThat(change(here, GOOD, "Yanqi-Lake-8").body()).contains("密码已修改");

        assertThat(here.get("/measures").status()).isEqualTo(200);
        assertThat(elsewhere.get("/measures").status()).isEqualTo(302);
        assertThat(http.basic(PERSON, GOOD).get("/api/tables").status()).isEqualTo(401);
        assertThat(http.basic(PERSON, "Yanqi-Lake-8").get("/api/tables").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("最近5次用过的密码不能再用，更早的可以")
    void theLastFive_areNotTakenAgain() {
        Session browser = http.login(PERSON, GOOD);
        String now = GOOD;
        for (int i = 1; i <= 5; i++) {
            assertThat(change(browser, now, GOOD).body()).as("after %d", i).contains("最近5次");
            String next = "Other-Lake-" + i;
            assertThat(change(browser, now, next).body()).contains("密码已修改");
            now = next;
            passTime(java.time.Duration.ofMinutes(1));
        }
        assertThat(change(browser, now, GOOD).body()).contains("密码已修改");
    }

    @Test
    @DisplayName("别人设置的密码：先改成自己的，才能办别的事")
    void aPasswordThatSomebodyElseChose_isChangedFirst() {
        Answer given = http.basic("admin")
                .put(
                        ENGINE_REST + "/user/" + PERSON + "/credentials",
                        Map.of("password", "Given-Lake-1", "authenticatedUserPassword", Http.PASSWORD));
        assertThat(given.status()).as(given.body()).isEqualTo(204);
        assertThat(store.of(PERSON).orElseThrow().given()).isTrue();

        Session browser = http.login(PERSON, "Given-Lake-1");
        for (String path : new String[] {"/", "/measures", "/camunda/app/tasklist/default/"}) {
            assertThat(browser.get(path).header("location")).containsExactly("/password");
        }
        assertRule(browser.get("/api/tables"), 403, "password-due");
        assertRule(browser.get("/camunda/api/engine/engine/default/task"), 403, "password-due");
        assertRule(http.basic(PERSON, "Given-Lake-1").get("/api/tables"), 403, "password-due");
        assertRule(http.basic(PERSON, "Given-Lake-1").get(ENGINE_REST + "/task"), 403, "password-due");
        assertThat(browser.get("/password").body()).contains("管理员设置的");

        assertThat(change(browser, "Given-Lake-1", "My-own-Lake-2").body()).contains("密码已修改");

        assertThat(browser.get("/measures").status()).isEqualTo(200);
        assertThat(http.basic(PERSON, "My-own-Lake-2").get("/api/tables").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("新加的人员，第一次登录先改密码；管理员设的密码也要合要求")
    void aNewPerson_changesThePasswordAtFirst() {
        Map<String, Object> profile = Map.of("id", "newcomer1", "firstName", "新", "lastName", "人", "email", "");
        assertRule(
                http.basic("admin")
                        .post(
                                ENGINE_REST + "/user/create",
                                Map.of("profile", profile, "credentials", Map.of("password", "1"))),
                400,
                "weak-password");
        assertThat(identity.createUserQuery().userId("newcomer1").count()).isZero();
        http.basic("admin")
                .post(
                        ENGINE_REST + "/user/create",
                        Map.of("profile", profile, "credentials", Map.of("password", "Given-Lake-1")));
        try {
            assertThat(http.login("newcomer1", "Given-Lake-1").get("/").header("location"))
                    .containsExactly("/password");
        } finally {
            identity.deleteUser("newcomer1");
        }
    }

    @Test
    @DisplayName("从前的哈希，下次登录时换成 PBKDF2")
    void anOldHash_isMadeAnewAtTheNextLogin() {
        jdbc.sql("update act_id_user set pwd_ = ?, salt_ = 'salt' where id_ = ?")
                .params("{SHA-512}" + new Sha512HashDigest().encrypt(GOOD + "salt"), PERSON)
                .update();

        assertThat(http.basic(PERSON, "wrong").get("/api/tables").status()).isEqualTo(401);
        assertThat(hash()).startsWith("{SHA-512}");
        Session browser = http.login(PERSON, GOOD);

        assertThat(hash()).startsWith("{PBKDF2}1000$");
        assertThat(browser.get("/measures").status()).isEqualTo(200);
        assertThat(http.login(PERSON, GOOD).get("/measures").status()).isEqualTo(200);
    }

    private String hash() {
        return jdbc.sql("select pwd_ from act_id_user where id_ = ?")
                .param(PERSON)
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("丢了密码、被移出管理员组：带 GREENPLAN_ADMIN_RESET 启动就能回来")
    void anAdministrator_comesBackByTheStart() {
        store.given(PERSON, "somebody");
        AdministratorReturn start = new AdministratorReturn(identity, store, audit, true, PERSON, "Back-again-2026");

        identity.createMembership(PERSON, "auditors");
        AuditLines lines = AuditLines.from(jdbc);
        transaction.executeWithoutResult(status -> start.run(new DefaultApplicationArguments()));
        assertThat(lines.all())
                .containsExactly("ADMINISTRATOR_RETURN|||过客（passerby1）|按GREENPLAN_ADMIN_RESET重设密码，恢复系统管理员");
        transaction.executeWithoutResult(status -> start.run(new DefaultApplicationArguments()));

        assertThat(http.login(PERSON, "Back-again-2026")
                        .get("/camunda/app/admin/default/")
                        .status())
                .isEqualTo(200);
        new AdministratorReturn(identity, store, audit, false, PERSON, "another")
                .run(new DefaultApplicationArguments());
        assertThat(http.login(PERSON, "Back-again-2026").get("/measures").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("生产环境的哈希：21万轮")
    void aHashInProduction_takes210000Rounds() {
        Pbkdf2Passwords passwords = new Pbkdf2Passwords(210_000);
        String hash = passwords.encrypt(GOOD);

        assertThat(hash).startsWith("210000$").hasSizeLessThan(240);
        assertThat(passwords.check(GOOD, hash)).isTrue();
        assertThat(new Pbkdf2Passwords(1).check(GOOD, hash)).isTrue();
        assertThat(passwords.check(GOOD + " ", hash)).isFalse();
        assertThat(passwords.encrypt(GOOD)).isNotEqualTo(hash);
    }
}
