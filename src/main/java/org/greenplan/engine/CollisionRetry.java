package org.greenplan.engine;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a whole command again, in a new transaction, when it met another at the same rows: sixteen towns hand in at once.
 * Inside somebody's transaction it does nothing, since only its owner can start over.
 */
class CollisionRetry extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CollisionRetry.class);
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final String SERIALIZATION_OR_DEADLOCK = "40";
    private static final String DUPLICATE_KEY = "23505";

    /** Whether somebody else's change at the same moment is the cause: at the engine's rows, or at our own. */
    static boolean isCollision(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockingException
                    || t instanceof ConcurrencyFailureException
                    || t instanceof SQLException sql
                            && sql.getSQLState() != null
                            && (sql.getSQLState().startsWith(SERIALIZATION_OR_DEADLOCK)
                                    || sql.getSQLState().equals(DUPLICATE_KEY))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a task may have gone while it was worked on, so that the engine found half of its process, or no grant any
     * more: anything but an answer. The second attempt finds it gone, and says so.
     */
    private static boolean isTorn(Command<?> command, RuntimeException e) {
        return RefusalTranslator.isTaskWork(command)
                && RefusalTranslator.find(e) == null
                && !(e instanceof NullValueException || e instanceof TaskAlreadyClaimedException);
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean outermost =
                Context.getCommandContext() == null && !TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return next.execute(command);
            } catch (RuntimeException e) {
                boolean again = isCollision(e) || attempt == 1 && isTorn(command, e);
                if (!again || !outermost || attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("collision at {}, attempt {}", command.getClass().getSimpleName(), attempt);
                LockSupport.parkNanos(FIRST_PAUSE_NANOS * attempt
                        + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS));
            }
        }
    }
}
