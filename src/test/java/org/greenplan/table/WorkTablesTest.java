package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.TestDisk;
import org.greenplan.table.TableApi.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Three measures that every town reports on; each test takes a town of its own, with its three rows. */
@DisplayName("多行表：一次办理多项")
class WorkTablesTest extends ProcessTest {

    @LocalServerPort
    private int port;

    private static final List<String> OF_ALL_TOWNS = List.of("2026-24-01", "2026-30-01", "2026-30-02");
    private static final String COMPLETE = "/api/tables/complete";
    private static final String ATTACK = "<script>alert(1)</script>";
    private static final Pattern DATA_TASK = Pattern.compile("data-task=\"([^\"]+)\"");
    private static final Map<String, Object> ON_TRACK = reportOf("on_track");

    @Autowired
    private DiskSpace space;

    @BeforeEach
    void askTheTowns() {
        for (String measure : OF_ALL_TOWNS) {
            if (openTasks(measure, "userTask_assignMeasure").findAny().isPresent()) {
                take(measure);
                assign(Map.of());
            }
        }
    }

    @Test
    @DisplayName("一个单位的几项一次报送：都成为待审签的稿子，草稿不再留")
    void reportsHandedInAtOnce_allWaitForTheSupervisor() {
        List<String> ids = fills("huairou");
        keep("huairou2", ids.get(0), Map.of("state", "on_track", "narrative", "草稿里的进展。"));

        JsonNode outcome = complete(
                "huairou1", new Row(ids.get(0), null, null), row(ids.get(1), ON_TRACK), row(ids.get(2), ON_TRACK));

        assertDone(outcome, ids);
        assertThat(outcome.path("left")).isEmpty();
        assertThat(versions("huairou"))
                .containsExactly(
                        "2026-24-01 1 waiting huairou1",
                        "2026-30-01 1 waiting huairou1",
                        "2026-30-02 1 waiting huairou1");
        assertThat(contents("huairou").get(0)).contains("草稿里的进展。");
        assertThat(drafts("huairou")).isEmpty();
        assertThat(open("userTask_fillReport", "huairou")).isEmpty();
        assertThat(open("userTask_approveReport", "huairou")).hasSize(3);
        assertThat(column("select status from report where unit_code = 'huairou'"))
                .doesNotContain("signed");
    }

    @Test
    @DisplayName("有一项填得不对：这一项留下并逐栏说明，其余照样报送")
    void rowThatBreaksARule_staysAndIsNamed_othersAreDone() {
        List<String> ids = fills("yanqi");

        JsonNode outcome = complete(
                "yanqi1",
                row(ids.get(0), ON_TRACK),
                row(ids.get(1), Map.of("state", "lagging", "percent", "120")),
                row(ids.get(2), ON_TRACK));

        assertDone(outcome, List.of(ids.get(0), ids.get(2)));
        assertThat(left(outcome))
                .containsExactly(
                        ids.get(1) + " percent percent-range",
                        ids.get(1) + " narrative narrative-missing",
                        ids.get(1) + " problems problems-missing");
        assertThat(versions("yanqi")).containsExactly("2026-24-01 1 waiting yanqi1", "2026-30-02 1 waiting yanqi1");
        assertThat(fills("yanqi")).containsExactly(ids.get(1));
    }

    @Test
    @DisplayName("只有在提交时才被拒绝的内容：同样只留下这一项")
    void inputThatTheTaskDoesNotKnow_isRefusedForThatRowOnly() {
        List<String> ids = fills("changshaoying");
        Map<String, Object> unknown = new HashMap<>(ON_TRACK);
        unknown.put("measureKey", "2026-01-01");

        JsonNode outcome = complete(
                "changshaoying1", row(ids.get(0), ON_TRACK), row(ids.get(1), unknown), row(ids.get(2), ON_TRACK));

        assertDone(outcome, List.of(ids.get(0), ids.get(2)));
        assertThat(left(outcome)).containsExactly(ids.get(1) + " measureKey undeclared-input");
        assertThat(versions("changshaoying"))
                .containsExactly("2026-24-01 1 waiting changshaoying1", "2026-30-02 1 waiting changshaoying1");
        assertThat(tasks.getVariable(ids.get(1), "measureKey")).isEqualTo("2026-30-01");
    }

    @Test
    @DisplayName("别的单位的一项：答“已不在”，对方什么也没有变")
    void rowOfAnotherUnit_isNotThere_andNothingOfItChanges() {
        String ours = fills("beifang").get(0);
        String theirs = fills("miaocheng").get(0);
        keep("miaocheng1", theirs, Map.of("narrative", "庙城的草稿。"));
        List<Map<String, Object>> before = everythingOf("miaocheng", theirs);

        JsonNode outcome =
                complete("beifang1", row(theirs, ON_TRACK), row(ours, ON_TRACK), row("nosuchtask", ON_TRACK));

        assertDone(outcome, List.of(ours));
        assertThat(left(outcome)).containsExactly(theirs + " null task-gone", "nosuchtask null task-gone");
        assertThat(everythingOf("miaocheng", theirs)).isEqualTo(before);
        assertThat(versions("miaocheng")).isEmpty();
        assertThat(left(complete("beifangleader", row(fills("beifang").get(0), ON_TRACK))))
                .as("a supervisor is no clerk")
                .singleElement()
                .asString()
                .endsWith("task-gone");
    }

    @Test
    @DisplayName("同事认领的一项：留下并说出是谁，其余照样报送")
    void rowThatAColleagueClaimed_isNamed() {
        List<String> ids = fills("longshan");
        tasks.setAssignee(ids.get(1), "longshan2");
        tasks.setAssignee(ids.get(2), "longshan1");

        JsonNode outcome =
                complete("longshan1", row(ids.get(0), ON_TRACK), row(ids.get(1), ON_TRACK), row(ids.get(2), ON_TRACK));

        assertDone(outcome, List.of(ids.get(0), ids.get(2)));
        assertThat(left(outcome)).containsExactly(ids.get(1) + " null task-claimed");
        assertThat(outcome.at("/left/0/errors/0/message").asText()).contains(people.nameOf("longshan2"));
        assertThat(versions("longshan"))
                .containsExactly("2026-24-01 1 waiting longshan1", "2026-30-02 1 waiting longshan1");
        assertThat(page("longshan1", "/tables/report")).contains("data-held=\"" + people.nameOf("longshan2") + "\"");
    }

    @Test
    @DisplayName("草稿已被同事改过：这一项不提交，同事填的还在；看过之后可以提交")
    void rowWhoseDraftChanged_isNamed_andTheColleaguesDraftStays() {
        List<String> ids = fills("quanhe");
        String seen = keep("quanhe1", ids.get(0), Map.of("narrative", "我的稿。"));
        String now = keep("quanhe2", ids.get(0), Map.of("narrative", "同事的稿。"));
        keep("quanhe2", ids.get(1), Map.of("narrative", "同事刚开始填。"));

        JsonNode outcome = complete(
                "quanhe1",
                new Row(ids.get(0), seen, ON_TRACK),
                new Row(ids.get(1), "", ON_TRACK),
                new Row(ids.get(2), "", ON_TRACK));

        assertDone(outcome, List.of(ids.get(2)));
        assertThat(left(outcome))
                .containsExactly(ids.get(0) + " null draft-changed", ids.get(1) + " null draft-changed");
        assertThat(outcome.at("/left/0/errors/0/message").asText()).startsWith(people.nameOf("quanhe2"));
        assertThat(drafts("quanhe"))
                .containsExactlyInAnyOrder("quanhe2 {\"narrative\":\"同事的稿。\"}", "quanhe2 {\"narrative\":\"同事刚开始填。\"}");
        assertThat(versions("quanhe")).containsExactly("2026-30-02 1 waiting quanhe1");

        assertDone(complete("quanhe1", new Row(ids.get(0), now, Map.of("state", "on_track"))), List.of(ids.get(0)));
        assertThat(contents("quanhe").get(0)).contains("同事的稿。");
    }

    @Test
    @DisplayName("同一项在一次提交里出现两遍：只办一次；办完再交：已不在")
    void sameRowTwice_isDoneOnce() {
        String id = fills("qiaozi").get(0);

        JsonNode outcome = complete("qiaozi1", row(id, ON_TRACK), row(id, ON_TRACK));

        assertDone(outcome, List.of(id));
        assertThat(outcome.path("left")).isEmpty();
        assertThat(versions("qiaozi")).containsExactly("2026-24-01 1 waiting qiaozi1");
        assertThat(left(complete("qiaozi1", row(id, ON_TRACK)))).containsExactly(id + " null task-gone");
        assertThat(versions("qiaozi")).hasSize(1);
    }

    @Test
    @DisplayName("一项也没有、超过300项：都不办")
    void noRowsAndTooMany_areRefused() {
        String id = fills("yangsong").get(0);

        for (Object rows : List.of(List.of(), Collections.nCopies(301, row(id, ON_TRACK)))) {
            ResponseEntity<JsonNode> refused = post("yangsong1", rows);
            assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(code(refused)).isEqualTo("rows-count");
        }
        assertThat(versions("yangsong")).isEmpty();
        assertThat(fills("yangsong")).hasSize(3).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[{}]",
                "[{\"taskId\":null}]",
                "null",
                "{}",
                "[[]]",
                "不是JSON",
                "[{\"taskId\":\"x\",\"inputs\":[]}]"
            })
    @DisplayName("读不懂的内容：400，一句话")
    void whatIsNoListOfRows_isRefused(String body) {
        ResponseEntity<JsonNode> refused = post("yangsong1", body);

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(code(refused)).isIn("not-json", "task-missing");
        assertThat(refused.getBody().path("message").asText()).matches(".*[\\u4e00-\\u9fa5]{4,}.*");
    }

    @Test
    @DisplayName("一次签发几项：每项各有一条签名，与该稿的校验码绑定")
    void supervisorSignsSeveral_eachHasASignatureOfItsOwn() {
        complete("tanghekou1", rows(fills("tanghekou"), ON_TRACK));
        List<String> ids = open("userTask_approveReport", "tanghekou");

        assertDone(complete("tanghekouleader", rows(ids, APPROVE)), ids);

        List<Map<String, Object>> versions = rows(
                """
                select v.id, v.sha256, r.measure_key from report_version v join report r on r.id = v.report_id
                where r.unit_code = 'tanghekou' order by v.id""");
        assertThat(versions)
                .extracting(version -> version.get("SHA256"))
                .hasSize(3)
                .allMatch(sha256 -> sha256.toString().length() == 64);
        assertThat(
                        rows(
                                """
                                select subject_id as id, sha256, measure_key from signature where unit_code = 'tanghekou'
                                and subject = 'report' and decision = 'approve' and signer = 'tanghekouleader'
                                order by subject_id"""))
                .isEqualTo(versions);
        assertThat(column("select status from report_version where id in (select subject_id from signature"
                        + " where unit_code = 'tanghekou')"))
                .containsOnly("signed")
                .hasSize(3);
        assertThat(column("select state from round_reporter where unit_code = 'tanghekou'"))
                .containsOnly("reported");
    }

    @Test
    @DisplayName("自己填的那一项不能自己签发，其余的签发")
    void supervisorWhoWroteOne_signsTheOthers() {
        List<String> fills = fills("liulimiao");
        complete("liulimiao1", row(fills.get(1), ON_TRACK));
        complete("liulimiao2", row(fills.get(0), ON_TRACK), row(fills.get(2), ON_TRACK));
        List<String> ids = open("userTask_approveReport", "liulimiao");
        identity.createMembership("liulimiao1", "liulimiaoSupervisor");
        try {
            JsonNode outcome = complete("liulimiao1", rows(ids, APPROVE));

            assertDone(outcome, List.of(ids.get(0), ids.get(2)));
            assertThat(left(outcome)).containsExactly(ids.get(1) + " null own-work");
        } finally {
            identity.deleteMembership("liulimiao1", "liulimiaoSupervisor");
        }
        assertThat(column(
                        "select measure_key || ' ' || signer from signature where unit_code = 'liulimiao' order by 1"))
                .containsExactly("2026-24-01 liulimiao1", "2026-30-02 liulimiao1");
        assertThat(versions("liulimiao")).contains("2026-30-01 1 waiting liulimiao1");
    }

    @Test
    @DisplayName("本期报送、本期审签：只列本单位的，填的字按原样显示")
    void reportAndSign_listOwnRowsOnly_andEscape() {
        List<String> ids = fills("baoshan");
        keep("baoshan1", ids.get(0), Map.of("narrative", ATTACK + "草稿", "coordinationWith", "\">" + ATTACK));

        String report = page("baoshan2", "/tables/report");
        assertThat(shown(report)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(report).contains("&lt;script&gt;alert(1)&lt;/script&gt;草稿").doesNotContain(ATTACK);

        complete("baoshan1", row(ids.get(0), Map.of("state", "on_track")));
        List<String> waiting = open("userTask_approveReport", "baoshan");
        String sign = page("baoshanleader", "/tables/sign");
        assertThat(shown(sign)).isEqualTo(waiting).hasSize(1);
        assertThat(sign).contains("&lt;script&gt;alert(1)&lt;/script&gt;草稿").doesNotContain(ATTACK);
        for (String other : List.of("baoshan1", "baoshan2", "huaibeileader", "districtleader")) {
            assertThat(shown(page(other, "/tables/sign"))).as(other).doesNotContainAnyElementsOf(waiting);
        }
        assertThat(shown(page("baoshan1", "/tables/sign"))).isEmpty();
        assertThat(shown(page("baoshanleader", "/tables/report"))).isEmpty();
    }

    private String title() {
        return column("select title from task_item where plan_year = 2026 and task_no = 11")
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "sign", "confirm", "review", "assign", "report/workbook?unit=huaibei"})
    @DisplayName("没有登录：先去登录，什么也看不到")
    void nobody_isSentToTheLogin(String path) {
        ResponseEntity<String> answer = new TestRestTemplate()
                .getRestTemplate()
                .getForEntity(URI.create(http.getRootUri() + "/tables/" + path), String.class);

        assertThat(answer.getStatusCode().value()).isIn(200, 302, 401);
        assertThat(Objects.requireNonNullElse(answer.getBody(), "")).doesNotContain("data-task", "本期报送", "2026-24-01");
        assertThat(http.getForEntity("/api/tables", String.class).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"huaibei2", "huaibeileader", "ecology1", "districtleader", "planoffice"})
    @DisplayName("别的单位的报送表：404，下载、导入都一样")
    void workbookOfAnotherUnit_isNotFound(String user) {
        String unit = user.equals("huaibei2") ? "jiuduhe" : "huaibei";

        ResponseEntity<String> download =
                as(user).getForEntity("/tables/report/workbook?unit={unit}", String.class, unit);
        assertThat(download.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        ResponseEntity<JsonNode> upload = upload(user, unit, new byte[] {1});
        assertThat(upload.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(code(upload)).isEqualTo("unit-not-yours");
    }

    @Test
    @DisplayName("导入Excel：先给出改动，什么也不保存")
    void workbook_isReadAndNothingIsKept() {
        List<String> ids = fills("jiuduhe");
        keep("jiuduhe1", ids.get(0), Map.of("narrative", "网上的稿。"));
        tasks.setAssignee(ids.get(2), "jiuduhe2");
        ResponseEntity<byte[]> file = as("jiuduhe1").getForEntity("/tables/report/workbook?unit=jiuduhe", byte[].class);
        assertThat(file.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(file.getHeaders().getContentDisposition().getFilename()).isEqualTo("本期报送-2026-11-23.xlsx");
        List<List<Map<String, Object>>> before =
                ids.stream().map(id -> everythingOf("jiuduhe", id)).toList();

        ResponseEntity<JsonNode> read = upload(
                "jiuduhe1",
                "jiuduhe",
                WorkbookExamples.filled(
                        file.getBody(), WorkbookExamples.STATE, "正常推进", WorkbookExamples.NARRATIVE, "表里的稿。"));

        assertThat(read.getStatusCode()).as("%s", read.getBody()).isEqualTo(HttpStatus.OK);
        JsonNode reading = read.getBody();
        assertThat(reading.path("problems")).isEmpty();
        try (TestDisk disk = TestDisk.of(space).free(space.reserve())) {
            ResponseEntity<JsonNode> refused = upload("jiuduhe1", "jiuduhe", file.getBody());
            assertThat(refused.getStatusCode().value()).isEqualTo(507);
            assertThat(code(refused)).isEqualTo("disk-reserve");
        }
        String first = reading.at("/changes/0/reference").asText();
        assertThat(ids.subList(0, 2)).as("not the row that a colleague holds").contains(first);
        assertThat(reading.path("changes")).hasSize(2);
        assertThat(reading.at("/drafts/" + first + "/state").asText()).isEqualTo("on_track");
        assertThat(reading.at("/drafts/" + first + "/narrative").asText()).isEqualTo("表里的稿。");
        assertThat(reading.path("changes").findValuesAsText("filled")).containsExactly("正常推进", "表里的稿。");
        assertThat(ids.stream().map(id -> everythingOf("jiuduhe", id)).toList()).isEqualTo(before);
        assertThat(versions("jiuduhe")).isEmpty();
    }

    @Test
    @DisplayName("草稿带着看过的版本保存：对得上才保存，对不上409，对方填的还在")
    void draft_isKeptOnlyOverWhatWasSeen() {
        String id = fills("labagoumen").get(0);
        ResponseEntity<JsonNode> first = keep("labagoumen1", id, Map.of("narrative", "第一稿。"), "");
        assertThat(first.getStatusCode()).isEqualTo(HttpStatus.OK);
        String seen = first.getBody().path("revision").asText();
        assertThat(form(tasks.createTaskQuery().taskId(id).singleResult(), "labagoumen2")
                        .get("revision"))
                .isEqualTo(seen)
                .isNotEqualTo("");

        ResponseEntity<JsonNode> colleague =
                keep("labagoumen2", id, Map.of("narrative", "同事的第二稿。"), "\"" + seen + "\"");
        assertThat(colleague.getStatusCode()).isEqualTo(HttpStatus.OK);
        for (String stale : List.of(seen, "", "nosuchrevision")) {
            ResponseEntity<JsonNode> refused = keep("labagoumen1", id, Map.of("narrative", "我的第二稿。"), stale);
            assertThat(refused.getStatusCode()).as(stale).isEqualTo(HttpStatus.CONFLICT);
            assertThat(code(refused)).isEqualTo("draft-changed");
        }
        assertThat(drafts("labagoumen")).containsExactly("labagoumen2 {\"narrative\":\"同事的第二稿。\"}");

        String now = colleague.getBody().path("revision").asText();
        assertThat(keep("labagoumen1", id, Map.of("narrative", "我的第三稿。"), now).getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(drafts("labagoumen")).containsExactly("labagoumen1 {\"narrative\":\"我的第三稿。\"}");
    }

    private TestRestTemplate as(String user) {
        return Pages.of(port, user).template();
    }

    private String page(String user, String path) {
        ResponseEntity<String> answer = as(user).getForEntity(path, String.class);
        assertThat(answer.getStatusCode()).as("%s for %s", path, user).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(answer.getBody());
    }

    /** Ids of the tasks whose rows are on a page. */
    private static List<String> shown(String page) {
        return DATA_TASK.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static Row row(String taskId, Map<String, Object> inputs) {
        return new Row(taskId, null, inputs);
    }

    private static Row[] rows(List<String> taskIds, Map<String, Object> inputs) {
        return taskIds.stream().map(id -> row(id, inputs)).toArray(Row[]::new);
    }

    private JsonNode complete(String user, Row... rows) {
        ResponseEntity<JsonNode> answer = post(user, rows);
        assertThat(answer.getStatusCode()).as("%s", answer.getBody()).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(answer.getBody());
    }

    private ResponseEntity<JsonNode> post(String user, Object body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return as(user).postForEntity(COMPLETE, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private ResponseEntity<JsonNode> upload(String user, String unit, byte[] file) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        return as(user).postForEntity(
                        "/api/tables/report/workbook?unit={unit}",
                        new HttpEntity<>(file, headers),
                        JsonNode.class,
                        unit);
    }

    private ResponseEntity<JsonNode> keep(String user, String taskId, Map<String, Object> typed, String seen) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.IF_MATCH, seen);
        return as(user).exchange(
                        "/api/tasks/{id}/draft",
                        HttpMethod.PUT,
                        new HttpEntity<>(typed, headers),
                        JsonNode.class,
                        taskId);
    }

    /** Keeps a draft over whatever is there. */
    private String keep(String user, String taskId, Map<String, Object> typed) {
        ResponseEntity<JsonNode> kept = as(user).exchange(
                        "/api/tasks/{id}/draft", HttpMethod.PUT, new HttpEntity<>(typed), JsonNode.class, taskId);
        assertThat(kept.getStatusCode()).as("%s", kept.getBody()).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(kept.getBody()).path("revision").asText();
    }

    private static String code(ResponseEntity<JsonNode> answer) {
        return Objects.requireNonNull(answer.getBody()).path("code").asText();
    }

    private static void assertDone(JsonNode outcome, List<String> ids) {
        assertThat(StreamSupport.stream(outcome.path("done").spliterator(), false)
                        .map(JsonNode::asText))
                .as("%s", outcome)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** What was left and why: task, field, code. */
    private static List<String> left(JsonNode outcome) {
        List<String> left = new ArrayList<>();
        for (JsonNode row : outcome.path("left")) {
            for (JsonNode error : row.path("errors")) {
                left.add(row.path("taskId").asText() + " " + error.path("field").asText("null") + " "
                        + error.path("code").asText());
            }
        }
        return left;
    }

    private List<String> counts(String user) {
        JsonNode tables = as(user).getForEntity("/api/tables", JsonNode.class).getBody();
        return StreamSupport.stream(Objects.requireNonNull(tables).spliterator(), false)
                .map(table ->
                        table.path("path").asText() + " " + table.path("label").asText() + " "
                                + table.path("count").asInt())
                .toList();
    }

    /** The town's open reports, in the order of the measures. */
    private List<String> fills(String town) {
        return open("userTask_fillReport", town);
    }

    private List<String> open(String taskKey, String town) {
        return OF_ALL_TOWNS.stream()
                .flatMap(measure -> openTasks(measure, taskKey))
                .filter(task -> town.equals(tasks.getVariable(task.getId(), "unit")))
                .map(Task::getId)
                .toList();
    }

    private List<String> versions(String town) {
        return column(
                """
                select r.measure_key || ' ' || v.number || ' ' || v.status || ' ' || v.written_by
                from report_version v join report r on r.id = v.report_id
                where r.unit_code = ? order by r.measure_key, v.number""",
                town);
    }

    private List<String> contents(String town) {
        return column(
                """
                select v.content from report_version v join report r on r.id = v.report_id
                where r.unit_code = ? order by r.measure_key, v.number""",
                town);
    }

    private List<String> drafts(String town) {
        return column("select saved_by || ' ' || content from draft where draft_key like ?", "report/%/" + town);
    }

    /** Every row that a hand-in of this task would touch. */
    private List<Map<String, Object>> everythingOf(String town, String taskId) {
        return Stream.of(
                        rows("select * from report where unit_code = ? order by id", town),
                        rows("select * from round_reporter where unit_code = ? order by round_id", town),
                        rows("select * from draft where draft_key like ? order by draft_key", "report/%/" + town),
                        rows("select * from timeline where unit_code = ? order by id", town),
                        rows("select id_, rev_, assignee_, due_date_ from act_ru_task where id_ = ?", taskId))
                .flatMap(List::stream)
                .toList();
    }
}
