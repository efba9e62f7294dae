package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenplan.GreenplanTest;
import org.greenplan.trouble.Client;
import org.greenplan.trouble.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 截止收报, when there is nothing to end, and by two at once. */
class CollectionOverTest extends GreenplanTest {

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("各单位均已报送后，截止收报得到一句说明")
    void afterTheLastReport_thereIsNothingToEnd() {
        String measure = "2026-07-03";
        complete(task(measure, "userTask_assignMeasure"), "cityadmin1", Map.of());
        for (String unit : List.of("cityadmin", "devreform", "water", "industry")) {
            complete(
                    task(measure, "userTask_fillReport", unit),
                    unit + "1",
                    Map.of("state", "on_track", "narrative", "按计划推进。"));
            complete(task(measure, "userTask_approveReport", unit), unit + "leader", Map.of("decision", "approve"));
        }
        setClock(TODAY.plusDays(35).atTime(9, 0));
        Client.Answer answer = end(measure, "cityadmin1");
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.body()).contains("没有正在收报的期次");
    }

    @Test
    @DisplayName("两名经办人同时截止收报：一人办成，另一人得到一句说明")
    void twoEndCollectionAtOnce_oneWins() throws Exception {
        String measure = "2026-20-01";
        complete(task(measure, "userTask_assignMeasure"), "ecology1", Map.of("confirmed", "true"));
        setClock(TODAY.plusDays(35).atTime(9, 0));
        Callable<Client.Answer> end = () -> end(measure, "ecology1");
        List<Client.Answer> answers = Together.run(List.of(end, end));
        assertThat(answers).as("%s", answers).filteredOn(Client.Answer::ok).hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.ok()).allSatisfy(answer -> assertThat(answer.status())
                .as("%s", answer)
                .isEqualTo(409));
    }

    private Client.Answer end(String measure, String user) {
        return new Client(port).post(user, "/api/measures/" + measure + "/end-collection", Map.of("reason", "逾期未报。"));
    }
}
