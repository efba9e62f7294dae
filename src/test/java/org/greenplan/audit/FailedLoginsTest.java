package org.greenplan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.greenplan.AuditLines;
import org.greenplan.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A flood of failed logins fills no disk, and nobody hides in it. */
class FailedLoginsTest {

    private final JdbcClient jdbc = TestDatabase.create();
    private final FailedLogins failed = new FailedLogins(jdbc, Clock.systemUTC());
    private final AuditLines lines = AuditLines.from(jdbc);

    @Test
    @DisplayName("没有核对的密码：每个用户名、地址每分钟一条，带次数")
    void whatIsNotLookedAt_isCountedToOneLine() {
        for (int i = 0; i < 100; i++) {
            failed.count("water1", "10.0.0.7");
        }
        failed.count("water2", "10.0.0.7");
        assertThat(lines.all()).isEmpty();

        failed.tell();
        failed.tell();

        assertThat(lines.all())
                .containsExactlyInAnyOrder(
                        "LOGIN_FAILED|water1|10.0.0.7||一分钟内另有100次，尝试过快，没有核对密码，或未逐条记录",
                        "LOGIN_FAILED|water2|10.0.0.7||一分钟内另有1次，尝试过快，没有核对密码，或未逐条记录");
    }

    @Test
    @DisplayName("成千上万个用户名：每分钟的行数有上限，次数一个不少")
    void aFlood_isBoundedAndCounted() {
        for (int i = 0; i < 5_000; i++) {
            failed.wrongPassword("name" + i, "10.0." + i % 7 + ".1");
            failed.count("other" + i, "10.1." + i % 7 + ".1");
        }
        failed.tell();

        assertThat(lines.all()).hasSize(FailedLogins.LINES + FailedLogins.COUNTED_APART + 1);
        int told = lines.all().stream()
                .filter(line -> line.contains("另有"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*另有(\\d+)次.*", "$1")))
                .sum();
        assertThat(told).isEqualTo(10_000 - FailedLogins.LINES);
    }

    @Test
    @DisplayName("过长的、带控制字符的用户名：截短、去掉")
    void whatIsTyped_isCutAndPlain() {
        failed.wrongPassword("a\r\nb\u0000\u202Ec" + "😀".repeat(100), "x".repeat(500));

        String line = lines.all().get(0);
        assertThat(line.split("\\|")[1]).startsWith("a b c😀").endsWith("😀…").hasSizeLessThanOrEqualTo(64);
        assertThat(line.split("\\|")[2]).hasSize(64);
    }
}
