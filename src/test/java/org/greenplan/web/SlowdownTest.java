package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import org.greenplan.TestDatabase;
import org.greenplan.trouble.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who tries passwords waits longer each time, and nobody for good. */
class SlowdownTest {

    private Instant now = Instant.parse("2026-11-23T01:00:00Z");
    private final Slowdown slowdown = new Slowdown(TestDatabase.create(), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private Duration wrong(String address, String name) {
        Duration wait = slowdown.wait(address, name);
        if (wait.isZero()) {
            slowdown.wrong(address, name);
        }
        return wait;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    @DisplayName("输错五次不用等，再错就等，越等越久，最长五分钟")
    void wrongOnes_waitLongerEachTime() {
        for (int i = 0; i < 5; i++) {
            assertThat(wrong("10.0.0.1", "water1")).isZero();
        }
        assertThat(slowdown.wait("10.0.0.1", "water1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(wrong("10.0.0.1", "water1")).isEqualTo(Duration.ofSeconds(1));
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            Duration wait = slowdown.wait("10.0.0.1", "water1");
            assertThat(wait).isBetween(longest, Duration.ofMinutes(5));
            longest = wait;
            pass(wait.plusSeconds(1));
            assertThat(wrong("10.0.0.1", "WATER1 ")).isZero();
        }
        assertThat(longest).isEqualTo(Duration.ofMinutes(5));

        pass(longest.plusSeconds(1));
        assertThat(slowdown.wait("10.0.0.1", "water1")).as("never for good").isZero();
        slowdown.right("10.0.0.1", "water1");
        assertThat(slowdown.wait("10.0.0.1", "water1")).isZero();
    }

    @Test
    @DisplayName("时钟拨回以后，也不用等到拨回前的时间")
    void aClockSetBack_makesNobodyWaitLonger() {
        pass(Duration.ofDays(90));
        for (int i = 0; i < 6; i++) {
            slowdown.wrong("10.0.0.1", "water1");
        }
        Duration wait = slowdown.wait("10.0.0.1", "water1");
        assertThat(wait).isPositive();

        pass(Duration.ofDays(-90));
        assertThat(slowdown.wait("10.0.0.1", "water1")).isEqualTo(wait);
    }

    @Test
    @DisplayName("外人猜某人的密码，只拖慢外人自己")
    void aStranger_slowsDownTheOwnAddressOnly() {
        for (int i = 0; i < 10; i++) {
            wrong("10.6.6.6", "water1");
        }

        assertThat(slowdown.wait("10.6.6.6", "water1")).isPositive();
        assertThat(slowdown.wait("10.0.0.1", "water1")).isZero();
        assertThat(slowdown.wait("10.6.6.6", "water2")).isZero();
    }

    @Test
    @DisplayName("一个地址试许多用户名，也会慢下来")
    void oneAddressAtManyNames_isSlowedDown() {
        for (int i = 0; i < 60; i++) {
            assertThat(slowdown.wait("10.6.6.6", "somebody")).as("%d", i).isLessThanOrEqualTo(Duration.ofSeconds(64));
            pass(slowdown.wait("10.6.6.6", "name" + i));
            wrong("10.6.6.6", "name" + i);
        }

        assertThat(slowdown.wait("10.6.6.6", "somebody")).isEqualTo(Duration.ofMinutes(1));
        assertThat(slowdown.wait("10.0.0.1", "somebody")).isZero();
        pass(Duration.ofMinutes(62));
        wrong("10.6.6.6", "somebody");
        assertThat(slowdown.wait("10.6.6.6", "somebody"))
                .as("forgotten after an hour")
                .isZero();
    }

    @Test
    @DisplayName("一个程序总用旧密码，只拖慢这个用户名，同一地址的其他人不受影响")
    void aProgramWithAnOldPassword_slowsDownNobodyElseThere() {
        for (int i = 0; i < 100; i++) {
            pass(slowdown.wait("10.0.0.1", "water1"));
            wrong("10.0.0.1", "water1");
        }

        assertThat(slowdown.wait("10.0.0.1", "water1")).isEqualTo(Duration.ofMinutes(5));
        assertThat(slowdown.wait("10.0.0.1", "water2")).isZero();
    }

    @Test
    @DisplayName("两个节点同时记一次错，两次都算")
    void wrongOnesAtOnce_areAllCounted() throws Exception {
        Together.run(Collections.nCopies(8, () -> {
            slowdown.wrong("10.6.6.6", "water1");
            return true;
        }));

        assertThat(slowdown.wait("10.6.6.6", "water1")).isEqualTo(Duration.ofSeconds(8));
    }
}
