package org.greenplan.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets one node at a time start on a shared PostgreSQL: deploying, migrating, seeding and launching look first and write
 * then, and two nodes that looked at the same moment would both write. Held by a connection, so a killed node lets go.
 * An H2 file belongs to one process anyway.
 */
@Component
class StartLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartLock.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String KEY = "(hashtextextended('greenplan start ' || current_schema(), 0))";

    private @Nullable Connection held;

    StartLock(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        boolean locked = false;
        try {
            if (connection.getMetaData().getURL().startsWith("jdbc:postgresql")) {
                take(connection);
                held = connection;
                locked = true;
            }
        } finally {
            if (!locked) {
                connection.close();
            }
        }
    }

    /** Asks again and again, since a statement that waits on the server looks like one whose server has fallen silent. */
    private static void take(Connection connection) throws SQLException {
        for (int attempt = 1; !isTaken(connection); attempt++) {
            if (attempt == 1) {
                LOG.info("another node is starting; waiting until it is ready");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (PreparedStatement attempt = connection.prepareStatement("select pg_try_advisory_lock" + KEY);
                ResultSet answer = attempt.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** After everybody who seeds and launches at the end of the start: the next node may start. */
    @EventListener
    public void onReady(AvailabilityChangeEvent<ReadinessState> event) throws SQLException {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            close();
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        Connection connection = held;
        if (connection == null) {
            return;
        }
        held = null;
        try (connection;
                PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock" + KEY)) {
            unlock.execute();
        }
    }
}
