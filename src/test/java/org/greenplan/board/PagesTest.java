package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.board.BoardRoom.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.AuditLines;
import org.greenplan.plan.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("措施列表、导入报告、成员单位")
class PagesTest {

    private static final Pattern ROW = Pattern.compile("<a href=\"/measures/(2026-\\d\\d-\\d\\d)\"");
    private static final String GROUP = "/collectives/ecocommittee";

    private BoardRoom room;

    @BeforeEach
    void seed() {
        room = new BoardRoom();
    }

    @Test
    void unit_seesItsOwnMeasuresOnly() throws Exception {
        List<String> all = rows("water1", "/measures");
        assertThat(all)
                .doesNotHaveDuplicates()
                .contains("2026-07-03", "2026-33-01")
                .doesNotContain("2026-01-01");
        List<String> byRole = new ArrayList<>();
        for (Role role : Role.values()) {
            byRole.addAll(rows("water1", "/measures?role=" + role.code()));
        }
        assertThat(byRole).containsAll(all).hasSizeGreaterThan(all.size());
        assertThat(rows("water1", "/measures?role=lead")).contains("2026-19-03").doesNotContain("2026-07-03");
    }

    @Test
    void planOffice_seesAllAndFilters() throws Exception {
        assertThat(rows("planoffice", "/measures")).hasSize(72);
        assertThat(rows("districtleader", "/measures")).hasSize(72);
        assertThat(rows("planoffice", "/measures?unit=water")).isEqualTo(rows("water1", "/measures"));
        assertThat(rows("planoffice", "/measures?unit=water&role=lead"))
                .isEqualTo(rows("water1", "/measures?role=lead"));
        assertThat(rows("planoffice", "/measures?q=海绵城市")).containsExactly("2026-11-01");
        assertThat(rows("planoffice", "/measures?status=closed")).isEmpty();
        assertThat(rows("planoffice", "/measures?part=三、加强生态保护")).hasSize(24);
        assertThat(rows("planoffice", "/measures?status=nonsense&role=nonsense"))
                .hasSize(72);
    }

    @Test
    void otherUnits_areNotAWayAroundRights() throws Exception {
        assertThat(rows("water1", "/measures")).containsAll(rows("water1", "/measures?unit=ecology"));
        assertThat(rows("finance1", "/measures")).containsExactly("2026-35-03");
    }

    @Test
    void home_leadsToTasklist() throws Exception {
        room.mvc.perform(as("ecology1", get("/"))).andExpect(redirectedUrl("/camunda/app/tasklist/default/?mine"));
    }

    @Test
    void importReport_isForThoseWhoSeeAll() throws Exception {
        String report = body("planoffice", "/plans/2026/import-report");
        assertThat(report.replaceAll("<[^>]+>|\\s", "")).contains("36项重点任务", "72条工作措施", "15条须人工确认，已确认0条");
        room.tables
                .jdbc
                .sql("update measure set needs_confirmation = false where measure_key = '2026-01-01'")
                .update();
        assertThat(body("planoffice", "/plans/2026/import-report").replaceAll("<[^>]+>|\\s", ""))
                .contains("15条须人工确认，已确认1条");
        assertThat(report).contains("混入单位栏的任务名称", "开展GEP—R核算和应用");
        assertThat(body("planoffice", "/plans/2026/source")).contains("[bookmark: _GoBack]年底前");
        room.mvc.perform(as("water1", get("/plans/2026/import-report"))).andExpect(status().isForbidden());
        room.mvc.perform(as("water1", get("/plans/2026/source"))).andExpect(status().isForbidden());
        room.mvc.perform(as("planoffice", get("/plans/2025/import-report"))).andExpect(status().isNotFound());
    }

    @Test
    void groupMembers_reachMeasuresThatAreNotAssigned() throws Exception {
        room.tables
                .jdbc
                .sql("update measure set status = 'reporting' where measure_key = '2026-36-03'")
                .update();
        AuditLines audit = AuditLines.from(room.tables.jdbc);
        room.mvc
                .perform(as("planoffice", post(GROUP)).param("seen", "").param("members", "finance", "water"))
                .andExpect(redirectedUrl(GROUP))
                .andExpect(flash().attributeExists("saved"));
        assertThat(audit.all()).containsExactly("COLLECTIVE|planoffice|127.0.0.1|区委生态文明委成员单位|增加：区财政局、区水务局；减少：无；现有2个");
        assertThat(room.tables.catalogue.units("2026-36-01", Role.ASSISTING))
                .contains("finance", "water")
                .hasSize(18);
        assertThat(room.tables.catalogue.units("2026-36-02", Role.ASSISTING)).contains("finance", "water");
        assertThat(room.tables.catalogue.units("2026-36-03", Role.ASSISTING))
                .doesNotContain("finance")
                .hasSize(16);
        assertThat(rows("finance1", "/measures")).containsExactly("2026-35-03", "2026-36-01", "2026-36-02");
    }

    @Test
    void staleGroup_isNotOverwritten() throws Exception {
        room.mvc
                .perform(as("planoffice", post(GROUP)).param("seen", "").param("members", "finance"))
                .andExpect(status().is3xxRedirection());
        String answer = room.mvc
                .perform(as("planoffice", post(GROUP)).param("seen", "").param("members", "water"))
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("已被他人修改", "value=\"finance\"");
        assertThat(room.tables
                        .directory
                        .collective("ecocommittee")
                        .orElseThrow()
                        .members())
                .extracting(unit -> unit.code())
                .containsExactly("finance");
    }

    @Test
    void group_isEditedByPlanOfficeClerksOnly() throws Exception {
        for (String user : new String[] {"water1", "planofficeleader", "districtleader"}) {
            room.mvc
                    .perform(as(user, post(GROUP)).param("seen", "").param("members", "water"))
                    .andExpect(status().isForbidden());
        }
        room.mvc
                .perform(as("planoffice", post("/collectives/alltowns")).param("members", "water"))
                .andExpect(status().isBadRequest());
        room.mvc
                .perform(as("planoffice", post(GROUP)).param("seen", "").param("members", "nobody"))
                .andExpect(status().isBadRequest());
        room.mvc.perform(as("water1", get(GROUP))).andExpect(status().isForbidden());
        assertThat(body("planofficeleader", GROUP)).doesNotContain("checkbox");
        assertThat(body("planoffice", GROUP)).contains("checkbox", "区生态环境局");
        assertThat(room.tables
                        .directory
                        .collective("ecocommittee")
                        .orElseThrow()
                        .members())
                .isEmpty();
    }

    private List<String> rows(String user, String path) throws Exception {
        List<String> keys = new ArrayList<>();
        Matcher matcher = ROW.matcher(body(user, path));
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private String body(String user, String path) throws Exception {
        return room.mvc
                .perform(as(user, get(path)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
