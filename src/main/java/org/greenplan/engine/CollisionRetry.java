package org.greenplan.engine;

import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.database.DatabaseLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs a whole command again, in a new transaction, when it met another at the same rows: sixteen towns hand in at once.
 * Inside somebody's transaction it does nothing, since only its owner can start over.
 */
class CollisionRetry extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CollisionRetry.class);

    /**
     * Whether a task may have gone while it was worked on, so that the engine found half of its process, or no grant any
     * more: anything but an answer. The second attempt finds it gone, and says so.
     */
    private static boolean isTorn(Command<?> command, RuntimeException e) {
        return RefusalTranslator.isTaskWork(command)
                && RefusalTranslator.find(e) == null
                && !DatabaseLost.caused(e)
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
                boolean again = Collisions.caused(e) || attempt == 1 && isTorn(command, e);
                if (!again || !outermost || attempt == Collisions.ATTEMPTS) {
                    throw e;
                }
                LOG.debug("collision at {}, attempt {}", command.getClass().getSimpleName(), attempt);
                Collisions.pause(attempt);
            }
        }
    }
}
