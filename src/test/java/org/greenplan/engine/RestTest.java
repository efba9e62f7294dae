package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenplan.GreenplanTest;
import org.greenplan.engine.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests that talk to the whole application over HTTP. */
abstract class RestTest extends GreenplanTest {

    /** Our tables, and of the engine's those that a person could want to change. */
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        for (String table : List.of(
                "plan",
                "collective_member",
                "measure",
                "measure_unit",
                "measure_role",
                "assignment",
                "round",
                "round_reporter",
                "round_confirmer",
                "confirmation",
                "review",
                "review_return",
                "withdrawal",
                "deadline_ledger",
                "report",
                "report_version",
                "kept_file",
                "signature",
                "timeline",
                "draft",
                "act_ru_execution",
                "act_ru_variable",
                "act_ru_identitylink",
                "act_ru_authorization",
                "act_ru_filter",
                "act_ru_event_subscr",
                "act_ru_job",
                "act_ru_jobdef",
                "act_re_deployment",
                "act_re_procdef",
                "act_id_group",
                "act_id_membership",
                "act_hi_comment",
                "act_hi_attachment")) {
            ROWS.put(table, "*");
        }
        ROWS.put("act_ru_task", "id_, rev_, name_, assignee_, owner_, delegation_, due_date_, priority_, description_");
        ROWS.put("act_id_user", "id_, first_, last_, email_, pwd_");
    }

    @LocalServerPort
    private int port;

    protected Http http;

    @BeforeEach
    void client() {
        http = new Http(port);
        // wrong passwords of other tests come from the same address
        jdbc.sql("delete from login_failure").update();
    }

    /** The rows as they are, table by table. */
    protected Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        ROWS.forEach((table, columns) -> rows.put(
                table,
                jdbc.sql("select " + columns + " from " + table).query().listOfRows().stream()
                        .map(row -> new TreeMap<>(row).toString())
                        .sorted()
                        .toList()));
        return rows;
    }

    protected static void assertRule(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().path("type").asText()).isEqualTo("RuleViolation");
        assertThat(answer.message()).containsPattern("[\\u4e00-\\u9fff]{2}").endsWith("。");
    }
}
