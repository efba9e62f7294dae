package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.greenplan.engine.Http.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much one request may ask of the engine's REST. */
class RestBoundsTest extends RestTest {

    private Map<String, Client> doors(String user) {
        return Map.of(ENGINE_REST, http.basic(user), TASKLIST, http.login(user));
    }

    private static Object variables(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("name", "v" + i, "operator", "eq", "value", i))
                .toList();
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
    }

    @Test
    @DisplayName("查询的条件和列出的值有上限，在哪一层都一样；刚好的照查")
    void aQuery_holdsOnlySoMuch() {
        for (Map.Entry<String, Client> door : doors("water1").entrySet()) {
            Client client = door.getValue();
            for (String path : List.of("/task", "/task/count")) {
                for (Object tooMuch : List.of(
                        Map.of("processVariables", variables(RestBounds.MOST_CONDITIONS + 1)),
                        Map.of("orQueries", List.of(Map.of("taskVariables", variables(RestBounds.MOST_CONDITIONS)))),
                        Map.of("taskDefinitionKeyIn", keys(RestBounds.MOST_VALUES)))) {
                    assertRule(client.post(door.getKey() + path, tooMuch), 400, "query-too-large");
                }
                for (Object enough : List.of(
                        Map.of("processVariables", variables(RestBounds.MOST_CONDITIONS)),
                        Map.of("taskDefinitionKeyIn", keys(RestBounds.MOST_VALUES - 2)))) {
                    assertThat(client.post(door.getKey() + path, enough).status())
                            .as(path)
                            .isEqualTo(200);
                }
                String conditions = IntStream.rangeClosed(0, RestBounds.MOST_CONDITIONS)
                        .mapToObj(i -> "v" + i + "_eq_1")
                        .collect(Collectors.joining(","));
                assertRule(
                        client.get(door.getKey() + path + "?processVariables=" + conditions), 400, "query-too-large");
                assertRule(
                        client.get(door.getKey() + path + "?taskDefinitionKeyIn="
                                + String.join(",", keys(RestBounds.MOST_VALUES + 1))),
                        400,
                        "query-too-large");
            }
        }
    }

    @Test
    @DisplayName("页码不能是负数")
    void aPage_isNotNegative() {
        for (Map.Entry<String, Client> door : doors("water1").entrySet()) {
            Client client = door.getValue();
            for (String page : List.of("firstResult=-5", "maxResults=-1", "firstResult=0&maxResults=-1")) {
                assertRule(client.get(door.getKey() + "/task?" + page), 400, "negative");
                assertRule(client.post(door.getKey() + "/task?" + page, Map.of()), 400, "negative");
            }
            assertThat(client.get(door.getKey() + "/task?firstResult=0&maxResults=5")
                            .status())
                    .isEqualTo(200);
        }
    }
}
