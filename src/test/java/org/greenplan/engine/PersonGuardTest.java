package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenplan.GreenplanTest;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No person is not the system, where somebody's request is served. */
class PersonGuardTest extends GreenplanTest {

    @AfterEach
    void done() {
        HttpThread.done();
    }

    @Test
    @DisplayName("处理请求的线程：没有人就没有权限")
    void withoutAPerson_nothingIsAsked() {
        HttpThread.serve(false);
        for (Runnable ask : new Runnable[] {
            () -> tasks.createTaskQuery().count(),
            () -> identity.createUserQuery().list(),
            () -> identity.newUser("intruder"),
            () -> identity.createMembership("market1", "camunda-admin"),
            () -> runtime.startProcessInstanceByKey("plan-launch")
        }) {
            assertThatThrownBy(ask::run).isInstanceOf(RuleViolation.class).hasMessageContaining("请先登录");
        }
        HttpThread.done();
        assertThat(identity.createGroupQuery().groupMember("market1").list())
                .extracting(group -> group.getId())
                .containsExactly("marketStaff");
    }

    @Test
    void aPersonOrTheSystem_isServed() {
        HttpThread.serve(false);
        identity.setAuthentication("market1", java.util.List.of("marketStaff"));
        assertThat(identity.createUserQuery().userId("market1").count()).isEqualTo(1);
        identity.clearAuthentication();
        assertThat(AsSystem.<Long>call(
                        identity,
                        () -> AsSystem.call(identity, () -> identity.createUserQuery()
                                        .userId("water1")
                                        .count())
                                + identity.createUserQuery().userId("water2").count()))
                .isEqualTo(2);
        assertThat(AsSystem.isOn()).isFalse();
        assertThatThrownBy(() -> identity.createUserQuery().count()).isInstanceOf(RuleViolation.class);
    }

    @Test
    void whoIsLoggedIn_maySpeakForTheEngineItself() {
        HttpThread.serve(true);
        assertThat(identity.createUserQuery().count()).isPositive();
    }

    @Test
    @DisplayName("不是在处理请求的线程：作业、启动照常")
    void jobsAndTheStart_areTheSystem() {
        assertThat(identity.createUserQuery().count()).isPositive();
    }
}
