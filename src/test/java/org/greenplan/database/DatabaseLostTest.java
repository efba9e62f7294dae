package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

/** What counts as not reaching the database, and how its loss is told. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseLostTest {

    private static final String GONE = "the database cannot be reached";
    private static final String BACK = "the database answers again";
    private static final SQLException REFUSED = new SQLException("refused", "08001");

    private volatile SQLException answer;
    private volatile int asked;
    private final StoreLost store = new StoreLost(code -> {}, Duration.ZERO);
    private final DatabaseLost lost = new DatabaseLost(this::connect, Duration.ofMillis(20), store);

    static Stream<Throwable> losses() {
        TransactionSystemException unended =
                new TransactionSystemException("rollback", new SQLException("Connection is closed"));
        unended.initApplicationException(new RuntimeException(new SQLException("connection broke", "08006")));
        return Stream.of(
                unended,
                new SQLException("connection broke", "08006"),
                new SQLException("terminating connection", "57P01"),
                new SQLTransientConnectionException("pool", "08001", 0, REFUSED),
                new SQLTransientConnectionException("none was free in time"),
                new RuntimeException(new CannotGetJdbcConnectionException("x", REFUSED)));
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new DuplicateKeyException("x", new SQLException("duplicate", "23505")),
                new SQLException("syntax", "42601"),
                new IllegalStateException("x"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    @DisplayName("连不上数据库：只记一行丢失、一行恢复")
    void aLoss_isWrittenOnceAndItsEndOnce(Throwable loss, CapturedOutput log) {
        answer = REFUSED;

        for (int i = 0; i < 20; i++) {
            assertThat(lost.met(loss)).isTrue();
        }
        await().until(lost::isGone);
        int before = asked;
        await().until(() -> asked > before + 2);
        assertThat(lost.met(loss)).isTrue();
        answer = null;
        await().until(() -> !lost.isGone());

        await().until(() -> log.getOut().contains(BACK));
        assertThat(log.getOut().split(GONE, -1)).hasSize(2);
        assertThat(log.getOut().split(BACK, -1)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("losses")
    @DisplayName("一条连接断了，或连接都在忙，而数据库有答复：不算丢失，只记一行")
    void whileTheDatabaseAnswers_itIsNotGone(Throwable loss, CapturedOutput log) {
        assertThat(lost.met(loss)).isTrue();

        await().until(() -> log.getOut().contains("a connection to the database failed, others are answered"));
        assertThat(lost.isGone()).isFalse();
        assertThat(log.getOut()).doesNotContain(GONE, "\tat ");
    }

    @Test
    @DisplayName("数据库有答复，只是没有多余的连接：不算丢失")
    void aDatabaseWithoutAConnectionLeft_isNotGone(CapturedOutput log) {
        answer = new SQLException("too many clients", "53300");

        assertThat(lost.met(answer)).isTrue();

        await().until(() -> log.getOut().contains("too many clients"));
        assertThat(lost.isGone()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("别的错误与连接无关")
    void anotherFailure_isNone(Throwable other) {
        assertThat(lost.met(other)).isFalse();
        assertThat(asked).isZero();
    }

    @Test
    @DisplayName("H2关闭了它的文件：无论遇到什么错误都是数据库丢失")
    void aClosedFile_isALossWhateverIsMet() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            H2Store file = H2Store.of(connection);
            connection.createStatement().execute("shutdown immediately");
            store.noticed(file, new SQLException("x"));
        }

        assertThat(lost.isGone()).isTrue();
        assertThat(lost.met(new IllegalStateException("this map is closed"))).isTrue();
        assertThat(asked).isZero();
    }

    @Test
    @DisplayName("日志里不写连不上数据库的堆栈，别的照写")
    void theLog_isSparedTheStackTracesOfALoss() {
        QuietLog quiet = new QuietLog(lost);

        losses().forEach(loss -> {
            assertThat(reply(quiet, "org.camunda.bpm.engine.jobexecutor", loss)).isEqualTo(FilterReply.DENY);
            assertThat(reply(quiet, StoreLost.class.getName(), loss)).isEqualTo(FilterReply.NEUTRAL);
        });
        others().forEach(other -> assertThat(reply(quiet, "org.camunda.bpm.engine.jobexecutor", other))
                .isEqualTo(FilterReply.NEUTRAL));
        assertThat(quiet.decide(null, logger("a"), Level.ERROR, "{}: {}", new Object[] {"job", REFUSED}, null))
                .isEqualTo(FilterReply.DENY);
        assertThat(quiet.decide(null, logger("a"), Level.ERROR, "a line", null, null))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply reply(QuietLog quiet, String name, Throwable thrown) {
        return quiet.decide(null, logger(name), Level.ERROR, "failed", null, thrown);
    }

    private static ch.qos.logback.classic.Logger logger(String name) {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name);
    }

    private Connection connect() throws SQLException {
        asked++;
        SQLException now = answer;
        if (now != null) {
            throw now;
        }
        return DriverManager.getConnection("jdbc:h2:mem:");
    }
}
