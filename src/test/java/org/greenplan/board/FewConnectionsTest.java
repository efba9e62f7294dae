package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** With one connection for everybody, whoever holds one and waits for another waits for ever. */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:few;DB_CLOSE_DELAY=-1")
@DirtiesContext
@DisplayName("只有一条数据库连接：每个页面照样打得开")
class FewConnectionsTest extends ProcessTest {

    private static final List<String> OF_ALL_TOWNS = List.of("2026-24-01", "2026-30-01", "2026-30-02");
    private static final int CLERKS = 40;

    @Autowired
    private HikariDataSource connections;

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    /** Starting takes two: who migrates the tables keeps one for the lock. */
    @BeforeEach
    void oneConnection() {
        connections.getHikariConfigMXBean().setMaximumPoolSize(1);
        connections.getHikariPoolMXBean().softEvictConnections();
    }

    @BeforeEach
    void muchToReport() {
        for (String measure : OF_ALL_TOWNS) {
            if (openTasks(measure, "userTask_assignMeasure").findAny().isPresent()) {
                take(measure);
                assign(Map.of());
            }
        }
        if (openTasks("2026-30-02", "userTask_fillReport")
                .anyMatch(task -> "huairou".equals(tasks.getVariable(task.getId(), "unit")))) {
            key = "2026-30-02";
            write("huairou", "on_track");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huairou1",
                "huairouleader",
                "ecology1",
                "ecologyleader",
                "planoffice",
                "planofficeleader",
                "districtleader",
                "admin"
            })
    void everyPage_opens(String person) {
        Pages pages = Pages.of(port, person);
        Map<String, Integer> failed =
                paths().stream()
                        .collect(Collectors.toMap(
                                path -> path, path -> pages.get(path).status()))
                        .entrySet()
                        .stream()
                        .filter(page -> page.getValue() >= 500)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(failed).isEmpty();
    }

    @Test
    @DisplayName("同一张报送单打开十二次：连接一条也不少")
    void sheetsSeenAgainAndAgain_keepNoConnection() {
        Pages pages = Pages.of(port, "huairou1");
        for (int i = 0; i < 12; i++) {
            assertThat(pages.get("/tables/sheets").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("四十人同时打开本期报送：人人得到自己的表")
    void fortyClerksAtOnce_allGetTheirTable() throws Exception {
        List<Callable<Integer>> clerks = new ArrayList<>();
        List<String> towns = openTasks("2026-30-01", "userTask_fillReport")
                .map(task -> (String) tasks.getVariable(task.getId(), "unit"))
                .toList();
        for (int i = 0; i < CLERKS; i++) {
            Pages pages = Pages.of(port, towns.get(i % towns.size()) + "1");
            clerks.add(() -> pages.get("/tables/report").status());
        }
        ExecutorService all = Executors.newFixedThreadPool(CLERKS);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : all.invokeAll(clerks)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(CLERKS).containsOnly(200);
        } finally {
            all.shutdownNow();
        }
    }

    /** Everything of ours that can be asked for by GET, with something real where a path has a variable. */
    private Set<String> paths() {
        Map<String, String> real = Map.of(
                "key", "2026-30-02", "year", "2026", "code", "ecocommittee", "planYear", "2026", "unit", "huairou");
        Set<String> paths = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .map(path -> fill(path, real))
                .collect(Collectors.toSet());
        assertThat(paths).as("pages that were found").hasSizeGreaterThan(20);
        return paths;
    }

    private static String fill(String pattern, Map<String, String> real) {
        String path = pattern;
        for (Map.Entry<String, String> variable : real.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return path.replaceAll("\\{[^}]*}", "1").replace("**", "x");
    }
}
