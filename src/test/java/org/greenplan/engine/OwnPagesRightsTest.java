package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who sees which of our own pages, files and /api. 2026-10-01 is led by ecology, reported by ecology and health;
 * planning is asked; market has no part in it. The plan office and the district's leaders see all.
 */
class OwnPagesRightsTest extends RestTest {

    private static final String MEASURE = "2026-10-01";
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // who, the measure's page, import report, source, group members
        "ecology1,          200, 403, 403, 403",
        "health1,           200, 403, 403, 403",
        "planning1,         200, 403, 403, 403",
        "ecologyleader,     200, 403, 403, 403",
        "planningleader,    200, 403, 403, 403",
        "market1,           404, 403, 403, 403",
        "marketleader,      404, 403, 403, 403",
        "planoffice,        200, 200, 200, 200",
        "planofficeleader,  200, 200, 200, 200",
        "districtleader,    200, 200, 200, 200",
        "admin,             200, 200, 200, 200"
    })
    @DisplayName("页面：谁看得到什么")
    void pages_areForThoseConcerned(String user, int measure, int importReport, int source, int collective) {
        Client client = http.login(user);

        assertThat(client.get("/measures").status()).isEqualTo(200);
        assertThat(client.get("/measures/" + MEASURE).status()).isEqualTo(measure);
        assertThat(client.get("/measures?q=2026-10-01").body().contains("/measures/" + MEASURE))
                .isEqualTo(measure == 200);
        assertThat(client.get("/plans/2026/import-report").status()).isEqualTo(importReport);
        assertThat(client.get("/plans/2026/source").status()).isEqualTo(source);
        assertThat(client.get("/collectives/ecocommittee").status()).isEqualTo(collective);
        assertThat(client.get("/measures/2026-99-01").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("成员单位只由计划办修改")
    void groupMembers_areChangedByThePlanOfficeOnly() {
        Map<String, List<String>> before = rows();
        for (String user : List.of("ecology1", "market1", "ecologyleader", "districtleader", "admin")) {
            Answer answer = http.login(user).post("/collectives/ecocommittee", Map.of("members", "water"), Map.of());
            assertThat(answer.status()).as(user).isEqualTo(403);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("截止收报只由牵头部门经办人提出")
    void collection_isEndedByTheLeadOnly() {
        Map<String, List<String>> before = rows();
        Map<String, Object> reason = Map.of("reason", "已逾期。");
        String path = "/api/measures/" + MEASURE + "/end-collection";

        for (String user : List.of("health1", "planning1", "ecologyleader", "planoffice", "districtleader", "admin")) {
            assertRule(http.basic(user).post(path, reason), 403, "not-the-lead");
        }
        assertRule(http.basic("market1").post(path, reason), 404, "measure-not-found");
        assertRule(http.basic("ecology1").post(path, Map.of()), 400, "reason-missing");
        assertRule(http.basic("ecology1").post(path, Map.of("reason", "字".repeat(501))), 400, "reason-missing");
        assertRule(http.basic("ecology1").post(path, "{"), 400, "not-json");
        assertRule(http.nobody().post(path, reason), 401, "not-logged-in");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("佐证材料：填报单位上传；未签发前只在本单位和计划办可见；别的单位拿不到")
    void evidence_staysInItsUnitUntilItIsSigned() {
        String upload = "/api/files?kind=evidence&owner=" + MEASURE + "&name=proof.pdf&unit=";
        for (String user : List.of("planning1", "ecology1", "healthleader", "planoffice", "districtleader", "admin")) {
            assertRule(http.basic(user).post(upload + "health", PDF), 403, "evidence-upload-forbidden");
        }
        assertRule(http.basic("market1").post(upload + "health", PDF), 404, "measure-not-found");
        assertRule(http.basic("planning1").post(upload + "planning", PDF), 403, "evidence-upload-forbidden");
        assertRule(http.nobody().post(upload + "health", PDF), 401, "not-logged-in");
        assertThat(jdbc.sql("select count(*) from kept_file where owner = ?")
                        .param(MEASURE)
                        .query(Integer.class)
                        .single())
                .isZero();

        Answer kept = http.basic("health1").post(upload + "health", PDF);
        assertThat(kept.status()).as(kept.body()).isEqualTo(201);
        String file = "/api/files/" + kept.json().path("id").asText();

        for (String user : List.of("health1", "health2", "healthleader", "planoffice", "districtleader")) {
            assertThat(http.basic(user).get(file).status()).as(user).isEqualTo(200);
        }
        for (String user : List.of("market1", "marketleader", "ecology1", "planning1", "admin")) {
            assertThat(http.basic(user).get(file).status()).as(user).isEqualTo(404);
            assertThat(http.basic(user)
                            .post(file + "/strike", Map.of("reason", "x"))
                            .status())
                    .as(user)
                    .isIn(403, 404);
        }
        assertRule(http.nobody().get(file), 401, "not-logged-in");
        assertRule(http.basic("market1").get("/api/files/nosuch"), 404, "file-not-found");
        jdbc.sql("delete from kept_file_chunk where kept_file_id in (select id from kept_file where owner = ?)")
                .param(MEASURE)
                .update();
        jdbc.sql("delete from kept_file where owner = ?").param(MEASURE).update();
    }

    @Test
    @DisplayName("计划文本人人可读，不含任何填报内容")
    void thePlan_isReadByEverybodyWhoIsLoggedIn() {
        Answer plan = http.basic("market1").get("/api/plans/2026/measures");

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.body()).contains("2026-10-01").doesNotContain("narrative", "opinion", "writtenBy");
        assertThat(http.basic("market1").get("/api/plans/1999/measures").status())
                .isEqualTo(404);
    }
}
