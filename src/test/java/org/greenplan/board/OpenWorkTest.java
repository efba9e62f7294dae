package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("本单位在办、全区在办")
class OpenWorkTest extends ProcessTest {

    private static final Pattern HEADER = Pattern.compile("([本全][单区]位?在办)(\\d+)");
    private static final Pattern ROW = Pattern.compile("<td data-label=\"环节\"");

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService engine;

    @ParameterizedTest
    @ValueSource(strings = {"ecology1", "ecologyleader", "water1", "waterleader"})
    @DisplayName("一个单位的人，经办和分管领导，看到本单位全部在办环节")
    void aUnit_seesAllOfItsOwn(String person) {
        String unit = person.replaceAll("1$|leader$", "");
        assertCounts(person, "本单位在办", List.of(unit + "Staff", unit + "Supervisor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"planoffice", "planofficeleader", "districtleader"})
    @DisplayName("计划办和区领导看到全区的")
    void whoSeesAll_seesThoseOfEverybody(String person) {
        assertCounts(person, "全区在办", groups());
    }

    @Test
    @DisplayName("没有单位的管理员没有这一项，页上也没有别人的")
    void administrator_hasNone() {
        assertThat(text("admin", "/measures")).doesNotContain("在办");
        assertThat(Pages.of(port, "admin").get("/work").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("别的单位看不到一个单位的在办环节")
    void anotherUnit_seesNothingOfIt() {
        assertThat(rows("waterleader")).allMatch(row -> row.contains("区水务局"));
    }

    private void assertCounts(String person, String label, List<String> groups) {
        long open = groups.stream()
                .flatMap(group ->
                        engine.createTaskQuery().taskCandidateGroup(group).includeAssignedTasks().list().stream())
                .filter(task ->
                        groups.size() == 2 || !task.getTaskDefinitionKey().endsWith("Withdrawal"))
                .count();
        assertThat(HEADER.matcher(text(person, "/measures")).results().map(MatchResult::group))
                .containsExactly(label + open);
        assertThat(text(person, "/work")).contains("全部" + open + "项");
        assertThat(rows(person)).hasSize((int) open);
    }

    /** All pages of the list. */
    private List<String> rows(String person) {
        return Stream.iterate(1, page -> page + 1)
                .map(page -> Pages.of(port, person).get("/work?page=" + page).body())
                .limit(pages(person))
                .flatMap(body -> Stream.of(body.split("<tr>"))
                        .filter(row -> ROW.matcher(row).find()))
                .toList();
    }

    private int pages(String person) {
        return Pattern.compile("共(\\d+)页")
                .matcher(text(person, "/work"))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(1);
    }

    private List<String> groups() {
        return jdbc.sql(
                        "select distinct group_id_ from act_ru_identitylink where type_ = 'candidate' and task_id_ is not null")
                .query(String.class)
                .list();
    }

    private String text(String person, String path) {
        return Pages.of(port, person).get(path).body().replaceAll("<[^>]+>|\\s", "");
    }
}
