package org.greenplan.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a whole command again, in a new transaction, when it met another at the same rows: sixteen towns hand in at once.
 * Inside somebody's transaction it does nothing, since only its owner can start over.
 */
class CollisionRetry extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CollisionRetry.class);
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_NANOS = 10_000_000;

    /** Whether two met at the engine's rows, or at ours: a lock not had, the same row inserted twice. */
    static boolean isCollision(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockingException
                    || t instanceof ConcurrencyFailureException
                    || t instanceof DuplicateKeyException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean outermost =
                Context.getCommandContext() == null && !TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return next.execute(command);
            } catch (RuntimeException e) {
                if (!isCollision(e) || !outermost || attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.debug("collision at {}, attempt {}", command.getClass().getSimpleName(), attempt);
                LockSupport.parkNanos(FIRST_PAUSE_NANOS * attempt
                        + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS));
            }
        }
    }
}
