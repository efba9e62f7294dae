package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.engine.Http.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Four eyes are two people's, and an administrator is always there. */
class IdentityGuardTest extends RestTest {

    private static final String ADMINISTRATORS = "/group/camunda-admin/members/";

    @Autowired
    private TwoDuties twoDuties;

    private Answer send(String door, String method, String path) {
        return door.equals(ENGINE_REST)
                ? http.basic("admin").send(method, door + path, null)
                : http.login("admin").send(method, door + path, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGINE_REST, TASKLIST})
    @DisplayName("同一人不能既是本单位的经办人又是分管领导；两个单位的可以")
    void clerkAndSupervisorOfOneUnit_isRefused(String door) {
        assertRule(send(door, "PUT", "/group/weatherSupervisor/members/weather1"), 409, "both-duties");
        assertRule(send(door, "PUT", "/group/weatherStaff/members/weatherleader"), 409, "both-duties");
        assertThat(people.supervisorOf("weather1")).isEmpty();

        assertThat(send(door, "PUT", "/group/marketSupervisor/members/weather1").status())
                .isEqualTo(204);
        assertThat(send(door, "DELETE", "/group/marketSupervisor/members/weather1")
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("从前留下的双重身份，启动时逐一列出")
    void whoHasBothFromBefore_isNamedAtTheStart() {
        identity.createMembership("weather2", "weatherSupervisor");
        try {
            assertThat(twoDuties.people()).contains("weather2 (weather)").noneMatch(name -> name.contains("weather1"));
        } finally {
            identity.deleteMembership("weather2", "weatherSupervisor");
        }
    }

    static Stream<Arguments> unusable() {
        String email = "email";
        return Stream.of(
                Arguments.of(email, "a@x.example\r\nBcc: b@x.example", "email-unusable"),
                Arguments.of(email, "<b>a</b>@x.example", "email-unusable"),
                Arguments.of(email, "a".repeat(5_000) + "@x.example", "email-unusable"),
                Arguments.of(email, "weather", "email-unusable"),
                Arguments.of("firstName", "名".repeat(256), "name-too-long"),
                Arguments.of("lastName", "姓".repeat(256), "name-too-long"),
                Arguments.of("lastName", "骆\n慧敏", "name-with-control-characters"),
                Arguments.of("firstName", "a\u202eb", "name-with-control-characters"),
                Arguments.of("id", "a".repeat(65), "name-too-long"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("unusable")
    @DisplayName("邮箱须为一个可用的地址，姓名须为存得下的一行；本人、管理员、新建都一样")
    void whatCannotBeUsed_isRefused(String field, String value, String code) {
        Map<String, Object> profile = new HashMap<>(
                Map.of("id", "newcomer2", "firstName", "新", "lastName", "人", "email", "a@huairou.example"));
        profile.put(field, value);
        Map<String, Object> created = Map.of("profile", profile, "credentials", Map.of("password", "Yanqi-Lake-7"));
        assertRule(http.basic("admin").send("POST", ENGINE_REST + "/user/create", created), 400, code);
        assertThat(people.find("newcomer2")).isEmpty();

        if (!field.equals("id")) {
            profile.put("id", "weather1");
            assertRule(http.basic("admin").put(ENGINE_REST + "/user/weather1/profile", profile), 400, code);
        }
        if (field.equals("email")) {
            User own = identity.createUserQuery().userId("weather1").singleResult();
            profile.put("firstName", own.getFirstName());
            profile.put("lastName", own.getLastName());
            assertRule(http.basic("weather1").put(ENGINE_REST + "/user/weather1/profile", profile), 400, code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGINE_REST, TASKLIST})
    @DisplayName("最后一位系统管理员不能移出、不能删除；有另一位时可以")
    void theLastAdministrator_stays(String door) {
        assertRule(send(door, "DELETE", ADMINISTRATORS + "admin"), 409, "last-administrator");
        assertRule(send(door, "DELETE", "/user/admin"), 409, "last-administrator");
        assertRule(send(door, "DELETE", "/group/camunda-admin"), 409, "last-administrator");
        assertThat(people.isAdministrator("admin")).isTrue();

        assertThat(send(door, "PUT", ADMINISTRATORS + "weather2").status()).isEqualTo(204);
        assertThat(send(door, "DELETE", ADMINISTRATORS + "weather2").status()).isEqualTo(204);
    }
}
