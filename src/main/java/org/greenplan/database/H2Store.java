package org.greenplan.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file below an open H2 database: when it is on the disk. */
final class H2Store {

    /** None: on a simulated disk, older versions kept were found by more power cuts in place of the newest (ADR 0021). */
    private static final int VERSIONS_KEPT = 0;

    private final MVStore store;
    private final ReentrantLock disk = new ReentrantLock(true);
    private final AtomicLong asked = new AtomicLong();
    private long answered;

    private H2Store(MVStore store) {
        this.store = store;
        store.setVersionsToKeep(VERSIONS_KEPT);
    }

    /** Of the database that this connection reaches within this process. */
    static H2Store of(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return new H2Store(session.getDatabase().getStore().getMvStore());
    }

    boolean isSameAs(H2Store other) {
        return store == other.store;
    }

    /** It has failed to write, or was closed; H2 opens it again only when nobody holds a connection. */
    boolean isClosed() {
        return store.isClosed();
    }

    /**
     * Returns when everything that was committed before is on the disk. Who comes while another waits for the disk is
     * served by the next turn, together with all who came in between.
     */
    void makeDurable() throws SQLException {
        long mine = asked.incrementAndGet();
        disk.lock();
        try {
            if (answered >= mine) {
                return;
            }
            long all = asked.get();
            store.commit();
            // what the background thread has begun to write may still be on its way to the file
            store.executeFilestoreOperation(() -> {});
            store.sync();
            answered = all;
        } catch (MVStoreException e) {
            throw new SQLException("the commit did not reach the disk", "58030", e);
        } finally {
            disk.unlock();
        }
    }
}
