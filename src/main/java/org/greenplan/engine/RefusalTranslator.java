package org.greenplan.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.database.DatabaseLost;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Outermost: takes a broken rule out of the engine's wrapping, and says the engine's own refusals in a sentence. */
class RefusalTranslator extends CommandInterceptor {

    private final DatabaseLost database;

    RefusalTranslator(DatabaseLost database) {
        this.database = database;
    }

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException e) {
            RuleViolation violation = find(e);
            if (violation != null) {
                throw violation;
            }
            if (database.met(e)) {
                RuleViolation refusal = DatabaseLost.refusal();
                refusal.initCause(e);
                throw refusal;
            }
            if (isTaskWork(command)) {
                throw translate(e);
            }
            throw e;
        }
    }

    static boolean isTaskWork(Command<?> command) {
        return command instanceof ClaimTaskCmd
                || command instanceof AssignTaskCmd
                || command instanceof CompleteTaskCmd
                || command instanceof SubmitTaskFormCmd;
    }

    static @Nullable RuleViolation find(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RuleViolation violation) {
                return violation;
            }
        }
        return null;
    }

    private static RuntimeException translate(RuntimeException e) {
        if (e instanceof TaskAlreadyClaimedException) {
            return RuleViolation.conflict("task-claimed", "这项任务刚被同事认领，请刷新列表查看。");
        }
        if (e instanceof NullValueException || e instanceof NotFoundException) {
            return RuleViolation.notFound("task-gone", "这项任务已不在：可能已由同事办理，或流程已继续。请刷新列表。");
        }
        if (Collisions.caused(e)) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                // its owner starts over
                return e;
            }
            return RuleViolation.conflict("task-collision", "有人正同时办理，本次未保存，请稍候再点一次。");
        }
        if (e instanceof AuthorizationException) {
            return RuleViolation.forbidden("task-not-yours", "这项任务不属于您所在的单位或岗位，不能办理。");
        }
        return e;
    }
}
