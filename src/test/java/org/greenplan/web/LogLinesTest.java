package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What somebody has sent does not pass for a line of the log. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest extends GreenplanTest {

    private static final String FORGED = "2026-11-27T08:00:00.000+08:00  WARN 1 --- : admin 登录成功";

    @Test
    @DisplayName("日志：信息里的换行另起一行时缩进，控制字符不写出；异常的堆栈照旧")
    void aMessage_beginsNoLine(CapturedOutput log) {
        for (String end : new String[] {"\n", "\r", "\r\n", "\u0085", "\u2028"}) {
            LoggerFactory.getLogger(LogLinesTest.class).warn("a part {}", "x" + end + FORGED + "\u001b[31m\u0007");
        }
        LoggerFactory.getLogger(LogLinesTest.class).warn("it failed", new IllegalStateException("the reason"));

        assertThat(log.getAll())
                .contains("a part x", "    " + FORGED + " [31m ", "it failed")
                .doesNotContainPattern("(?m)^2026-11-27T08:00:00.000\\+08:00  WARN 1")
                .doesNotContain("\u001b[31m", "\u0007", "\u0085", "\u2028")
                .containsPattern("(?m)^java.lang.IllegalStateException: the reason$")
                .containsPattern("(?m)^\tat org.greenplan.web.LogLinesTest");
    }
}
