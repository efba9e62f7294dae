package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.greenplan.task.RuleViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/**
 * Whether the database can be reached. Whoever meets a failure tells; then the database is asked, beside the pool, until
 * it answers. One line of the log says that it is gone and one that it is back.
 */
@Component
public class DatabaseLost {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLost.class);

    /** Of SQLSTATE: the connection failed, or there is none. */
    private static final String CONNECTION = "08";

    /** PostgreSQL stops, has crashed, or is starting. */
    private static final String STOPPED = "57P";

    /** PostgreSQL gave up a transaction that said nothing, and its connection. */
    private static final String SILENT_TRANSACTION = "25P03";

    private static final String NO_CONNECTION_LEFT = "53300";
    private static final int DEEPEST_CAUSE = 50;
    private static final int SECONDS_TO_ANSWER = 2;

    /** A way to the database that nobody else uses. */
    interface Question {
        Connection connect() throws SQLException;
    }

    private final Question question;
    private final Duration betweenQuestions;
    private final StoreLost store;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean gone;

    @Autowired
    DatabaseLost(ObjectProvider<HikariDataSource> pool, StoreLost store) {
        this(() -> DatabaseCheck.connect(pool.getObject()), Duration.ofSeconds(1), store);
    }

    DatabaseLost(Question question, Duration betweenQuestions, StoreLost store) {
        this.question = question;
        this.betweenQuestions = betweenQuestions;
        this.store = store;
    }

    /** Known to be gone, and not yet back. */
    public boolean isGone() {
        return gone || store.isLost();
    }

    /**
     * Whether this failure says that the database was not reached, or that no connection to it was free in time; somebody
     * finds out then whether it is gone.
     */
    public boolean met(Throwable failure) {
        if (store.isLost()) {
            return true;
        }
        if (!caused(failure)) {
            return false;
        }
        if (asking.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> askUntilItAnswers(failure), "database lost");
            thread.setDaemon(true);
            thread.start();
        }
        return true;
    }

    /** What is answered to a request that has met this failure. */
    public static RuleViolation refusal() {
        return RuleViolation.unavailable("database-away", "数据库没有及时答复，本次没有办理，已保存的内容不受影响。请稍候再试。");
    }

    private void askUntilItAnswers(Throwable failure) {
        try {
            while (!answers()) {
                if (!gone) {
                    gone = true;
                    LOG.error("the database cannot be reached; until it answers, requests are refused with status 503");
                }
                Thread.sleep(betweenQuestions.toMillis());
            }
            if (gone) {
                gone = false;
                LOG.warn("the database answers again");
            } else {
                LOG.warn(
                        "a connection to the database failed, others are answered: {}",
                        NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
                Thread.sleep(betweenQuestions.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.set(false);
        }
    }

    private boolean answers() {
        try (Connection connection = question.connect()) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return NO_CONNECTION_LEFT.equals(e.getSQLState());
        }
    }

    /** Whether a connection broke, could not be made, or was not free in time. */
    public static boolean caused(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++) {
            if (t instanceof SQLTransientConnectionException
                    || t instanceof SQLNonTransientConnectionException
                    || t instanceof SQLRecoverableException
                    || t instanceof SQLException sql && isOfAConnection(sql.getSQLState())) {
                return true;
            }
            // a transaction may fail to end because of what had failed in it
            t = t instanceof TransactionSystemException unended && unended.getApplicationException() != null
                    ? unended.getApplicationException()
                    : t.getCause();
        }
        return false;
    }

    private static boolean isOfAConnection(String state) {
        return state != null
                && (state.startsWith(CONNECTION)
                        || state.startsWith(STOPPED)
                        || state.equals(SILENT_TRANSACTION)
                        || state.equals(NO_CONNECTION_LEFT));
    }
}
