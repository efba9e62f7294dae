package org.greenplan.engine;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;

/** Two at the same rows at the same moment: how it is known, and that the whole is tried again. */
public final class Collisions {

    static final int ATTEMPTS = 8;

    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final String SERIALIZATION_OR_DEADLOCK = "40";
    private static final String DUPLICATE_KEY = "23505";
    private static final String LOCK_TIMEOUT = "HYT00";

    private Collisions() {}

    /** Whether somebody else's change at the same moment is the cause: at the engine's rows, or at our own. */
    public static boolean caused(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockingException
                    || t instanceof ConcurrencyFailureException
                    || t instanceof SQLException sql && isCollision(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCollision(String state) {
        return state != null
                && (state.startsWith(SERIALIZATION_OR_DEADLOCK)
                        || state.equals(DUPLICATE_KEY)
                        || state.equals(LOCK_TIMEOUT));
    }

    /** Runs it again, up to the attempts, while a collision is all that is wrong; the last one is thrown. */
    public static <T> T retry(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!caused(e) || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    static void pause(int attempt) {
        LockSupport.parkNanos(
                FIRST_PAUSE_NANOS * attempt + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS));
    }
}
