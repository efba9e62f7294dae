package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nothing that cannot be seen fills a field of our own pages and interfaces; nothing here is kept, so that no measure changes. */
class TypedTextTest extends GreenplanTest {

    private static final String MEASURE = "2026-02-02";

    @LocalServerPort
    private int port;

    @Autowired
    private TestRestTemplate http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0007", "\u00a0", "\u00ad", "\u200b", "\u2060", "\u2800", "\u3000", "\u3164", "\ufeff"
            })
    void whatCannotBeSeen_fillsNoField(String unseen) {
        Task task = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_assignMeasure")
                .list()
                .get(0);
        String other = (String) tasks.getVariable(task.getId(), "measureKey");
        assertThat(Pages.of(port, "planoffice")
                        .post(
                                "/reminders/urge",
                                Map.of(
                                        "measure",
                                        other,
                                        "task",
                                        other + "/" + task.getId(),
                                        "sentence",
                                        unseen + unseen))
                        .text())
                .contains("请写一句催办的话");
        assertThat(http.withBasicAuth("ecology1", "greenplan")
                        .postForObject(
                                "/api/measures/{key}/end-collection",
                                Map.of("reason", unseen + unseen),
                                String.class,
                                MEASURE))
                .contains("reason-missing");
    }

    @Test
    @DisplayName("密码按键入的原样核对")
    void passwords_areTakenAsTheyAre() {
        assertThat(Pages.of(port, "ecology1")
                        .post("/password", Map.of("present", "greenplan", "wanted", "x\u0007y", "again", "xy"))
                        .text())
                .contains("两次输入的新密码不一样");
    }
}
