package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What a page asks of the database does not grow with its rows; counted by H2 itself. */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:statements;DB_CLOSE_DELAY=-1")
@DirtiesContext
@DisplayName("表中行数再多，查询的条数不变")
class StatementsTest extends ProcessTest {

    private static final List<String> OF_ALL_TOWNS = List.of("2026-24-01", "2026-30-01", "2026-30-02");

    @LocalServerPort
    private int port;

    @BeforeEach
    void towns() {
        for (String measure : OF_ALL_TOWNS) {
            if (openTasks(measure, "userTask_assignMeasure").findAny().isPresent()) {
                take(measure);
                assign(Map.of());
            }
        }
    }

    @AfterEach
    void countNoLonger() {
        jdbc.sql("set query_statistics false").update();
    }

    @Test
    @DisplayName("本期报送：三行与一行一样多")
    void reportTable_readsTheSameForThreeRowsAsForOne() {
        report("2026-24-01", "yanqi");
        report("2026-30-01", "yanqi");

        assertSame("longshan1", "yanqi1", "/tables/report", "data-task");
    }

    @Test
    @DisplayName("本期审签：三行与一行一样多")
    void signTable_readsTheSameForThreeRowsAsForOne() {
        OF_ALL_TOWNS.forEach(measure -> report(measure, "beifang"));
        report("2026-24-01", "miaocheng");

        assertSame("beifangleader", "miaochengleader", "/tables/sign", "data-task");
    }

    @Test
    @DisplayName("本期审签：自己写过、不能签的，三行与一行一样多")
    void ownRows_readTheSameForThreeAsForOne() {
        OF_ALL_TOWNS.forEach(measure -> report(measure, "jiuduhe"));
        report("2026-24-01", "bohai");
        identity.createMembership("jiuduhe1", "jiuduheSupervisor");
        identity.createMembership("bohai1", "bohaiSupervisor");

        assertThat(rows("jiuduhe1", "/tables/sign", "data-held")).isEqualTo(3);
        assertSame("jiuduhe1", "bohai1", "/tables/sign", "data-task");
    }

    @Test
    @DisplayName("一键下达：二十几行与几行一样多")
    void assignTable_readsTheSameForManyRowsAsForFew() {
        assertSame("ecology1", "water1", "/tables/assign", "data-task");
    }

    @Test
    @DisplayName("催办：三条措施与一条一样多")
    void urgePage_readsTheSameForThreeMeasuresAsForOne() {
        String one = "/reminders/urge?measure=" + OF_ALL_TOWNS.get(0);
        String three = "/reminders/urge?measure=" + String.join(",", OF_ALL_TOWNS);
        assertThat(rows("planoffice", three, "name=\"task\" value"))
                .isGreaterThan(rows("planoffice", one, "name=\"task\" value"));

        assertThat(statements("planoffice", three)).containsExactlyInAnyOrderElementsOf(statements("planoffice", one));
    }

    @Test
    @DisplayName("待办卡片上的标记、下一项：三张与一张一样多")
    void marksAndNext_readTheSameForThreeTasksAsForOne() {
        report("2026-24-01", "qiaozi");
        report("2026-30-01", "qiaozi");

        assertThat(waiting("longshan")).hasSize(3);
        assertThat(waiting("qiaozi")).hasSize(1);
        assertThat(statements("longshan1", marks("longshan")))
                .containsExactlyInAnyOrderElementsOf(statements("qiaozi1", marks("qiaozi")));
        assertThat(statements("longshan1", "/api/tasks/next"))
                .containsExactlyInAnyOrderElementsOf(statements("qiaozi1", "/api/tasks/next"));
    }

    @ParameterizedTest
    @CsvSource({
        "planoffice, /measures",
        "planoffice, /reminders/urge?unit=yanqi",
        "ecology1, /tables/report",
        "ecologyleader, /tables/sign",
        "market1, /tables/confirm",
        "ecology1, /tables/review",
        "ecology1, /tables/assign",
        "planoffice, /tables/sheets",
        "huairou1, /tables/sheets"
    })
    @DisplayName("每张表都不超过一个定数")
    void everyTable_readsABoundedNumber(String person, String path) {
        assertThat(statements(person, path)).hasSizeLessThan(60);
    }

    private void assertSame(String many, String few, String path, String row) {
        assertThat(rows(many, path, row)).isGreaterThan(rows(few, path, row)).isGreaterThan(2);
        assertThat(rows(few, path, row)).isPositive();

        List<String> ofMany = statements(many, path);
        List<String> ofFew = statements(few, path);

        assertThat(ofMany).containsExactlyInAnyOrderElementsOf(ofFew);
    }

    private int rows(String person, String path, String row) {
        return Pages.of(port, person).get(path).body().split(row + "=\"", -1).length - 1;
    }

    /** Each statement as often as it is executed, lists of parameters made equal. */
    private List<String> statements(String person, String path) {
        Pages pages = Pages.of(port, person);
        assertThat(pages.get(path).status()).isEqualTo(200);
        jdbc.sql("set query_statistics_max_entries 1000").update();
        jdbc.sql("set query_statistics false").update();
        jdbc.sql("set query_statistics true").update();
        pages.get(path);
        return jdbc
                .sql("select execution_count, sql_statement from information_schema.query_statistics")
                .query((row, number) -> Stream.generate(
                                new Statement(row.getString("sql_statement"))::withoutParameters)
                        .limit(row.getInt("execution_count")))
                .list()
                .stream()
                .flatMap(each -> each)
                .filter(statement -> !statement.startsWith("SET ") && !statement.equals("COMMIT"))
                // comes every minute, whatever page is read
                .filter(statement -> !statement.startsWith("DELETE FROM SPRING_SESSION WHERE EXPIRY_TIME"))
                // whether the menu shows the platform's submission: asked of those who do not see it anyway
                .filter(statement -> !statement.contains("submission_ask"))
                .sorted()
                .toList();
    }

    private record Statement(String sql) {

        String withoutParameters() {
            return sql.replaceAll("\\s+", " ").replaceAll("\\?(\\s*,\\s*\\?)+", "?");
        }
    }

    private List<String> waiting(String unit) {
        return tasks.createTaskQuery().taskCandidateGroup(unit + "Staff").list().stream()
                .map(Task::getId)
                .toList();
    }

    private String marks(String unit) {
        return "/api/tasks/marks?ids=" + String.join("&ids=", waiting(unit));
    }

    private void report(String measure, String unit) {
        complete(task(measure, "userTask_fillReport", unit), unit + "1", reportOf("on_track"));
    }
}
