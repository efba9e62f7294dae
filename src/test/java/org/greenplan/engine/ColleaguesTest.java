package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.greenplan.GreenplanTest;
import org.greenplan.engine.Http.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whom a person finds when asking the engine for people. */
class ColleaguesTest extends GreenplanTest {

    private static final String[] OF_WATER = {"water1", "water2", "waterleader"};

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    private Http http;

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    @Test
    @DisplayName("工作人员只查得到本单位的人，两个入口、各种查法都一样")
    void staff_listTheirColleagues() {
        for (String person : OF_WATER) {
            assertThat(ids(http.basic(person), ENGINE_REST + "/user")).containsExactlyInAnyOrder(OF_WATER);
            Client browser = http.login(person);
            assertThat(ids(browser, TASKLIST + "/user")).containsExactlyInAnyOrder(OF_WATER);
            assertThat(browser.get(TASKLIST + "/user/count")
                            .json()
                            .path("count")
                            .asInt())
                    .isEqualTo(OF_WATER.length);
        }
        Client clerk = http.basic("water1");
        assertThat(ids(clerk, ENGINE_REST + "/user?sortBy=userId&sortOrder=asc&firstResult=1&maxResults=1"))
                .containsExactly("water2");
        assertThat(ids(clerk, ENGINE_REST + "/user?idIn=water2,market1")).containsExactly("water2");
        for (String asked : List.of("id=market1", "idIn=market1,admin", "memberOfGroup=marketStaff", "idIn=admin")) {
            assertThat(ids(clerk, ENGINE_REST + "/user?" + asked)).as(asked).isEmpty();
            assertThat(clerk.get(ENGINE_REST + "/user/count?" + asked)
                            .json()
                            .path("count")
                            .asInt())
                    .as(asked)
                    .isZero();
        }
        assertThat(clerk.get(ENGINE_REST + "/user/water2/profile").status()).isEqualTo(200);
        assertThat(clerk.get(ENGINE_REST + "/user/market1/profile").body())
                .isEqualTo(
                        clerk.get(ENGINE_REST + "/user/nobody/profile").body().replace("nobody", "market1"));
    }

    @Test
    @DisplayName("从组也查不出外单位的人")
    void groupsOfAStranger_areThoseOfNobody() {
        Client clerk = http.basic("water1");

        assertThat(ids(clerk, ENGINE_REST + "/group?member=water2")).containsExactly("waterStaff");
        for (String stranger : List.of("market1", "admin", "nobody")) {
            assertThat(ids(clerk, ENGINE_REST + "/group?member=" + stranger))
                    .as(stranger)
                    .isEmpty();
            assertThat(clerk.get(ENGINE_REST + "/group/count?member=" + stranger)
                            .json()
                            .path("count")
                            .asInt())
                    .as(stranger)
                    .isZero();
            JsonNode groups = clerk.get(ENGINE_REST + "/identity/groups?userId=" + stranger)
                    .json();
            assertThat(groups.path("groups")).as(stranger).isEmpty();
            assertThat(groups.path("groupUsers")).as(stranger).isEmpty();
        }
    }

    @Test
    @DisplayName("系统管理员查得到所有人；没有单位的人只查得到自己")
    void administrators_listEverybody() {
        long all = identity.createUserQuery().count();

        assertThat(http.basic("admin")
                        .get(ENGINE_REST + "/user/count")
                        .json()
                        .path("count")
                        .asLong())
                .isEqualTo(all)
                .isGreaterThan(80);
        assertThat(ids(http.basic("districtleader"), ENGINE_REST + "/user"))
                .contains("districtleader")
                .hasSizeLessThan(5);
    }

    private static List<String> ids(Client client, String path) {
        Http.Answer answer = client.get(path);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(one -> one.path("id").asText())
                .toList();
    }
}
