package org.greenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.calendar.DueDates;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A test in the installed Chromium, opened once for its class. Its application starts on a Monday of the first plan's year,
 * on whatever day another test left the clock.
 */
@ExtendWith(BrowserTest.Monday.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    /** Comes before the application is started. */
    static final class Monday implements TestInstancePostProcessor {

        @Override
        public void postProcessTestInstance(Object test, ExtensionContext context) {
            on("2026-11-23T09:00");
        }
    }

    static final String ASSIGN = "userTask_assignMeasure";

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Chromium chromium;

    @BeforeAll
    void openChromium() {
        chromium = Chromium.open();
    }

    @AfterAll
    void closeChromium() {
        if (chromium != null) {
            chromium.close();
        }
        ClockUtil.reset();
    }

    final Chromium chromium() {
        return chromium;
    }

    final String base() {
        return "http://localhost:" + port;
    }

    /** From now on it is this time, and goes on. */
    static void on(String time) {
        Instant then = LocalDateTime.parse(time).atZone(DueDates.ZONE).toInstant();
        ClockUtil.offset(Duration.between(Instant.now(), then).toMillis());
    }

    /** The first open task of this kind in the measure; waits for it, since continuations take a moment. */
    final Task task(String taskKey, String measure) {
        return await().alias("%s of %s".formatted(taskKey, measure))
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> tasks
                                .createTaskQuery()
                                .taskDefinitionKey(taskKey)
                                .processVariableValueEquals("measureKey", measure)
                                .list()
                                .stream()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Completes a task as a person, with the rights of the groups that the person is in. */
    final void complete(Task task, String user, Map<String, Object> inputs) {
        List<String> groups = identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(user, groups);
        try {
            tasks.complete(task.getId(), inputs);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The coordinating lead confirms what was published; what a person has to decide stays open. */
    final void assignAsPublished(Task task) {
        String key = (String) tasks.getVariable(task.getId(), "measureKey");
        try {
            complete(task, lead(key) + "1", Map.of("confirmed", true));
        } catch (RuleViolation needsAPerson) {
            assertThat(needsAPerson.code()).isEqualTo("towns-not-picked");
        }
    }

    /** Code of the measure's coordinating lead. */
    final String lead(String measure) {
        return jdbc.sql("select unit_code from measure_unit where measure_key = ? and participation = 'coordinate'")
                .param(measure)
                .query(String.class)
                .single();
    }
}
