package org.greenplan.engine;

import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.greenplan.engine.PasswordStore.Past;

/** Sees every password that a person sets, for themselves or for somebody else. What the system sets is not asked. */
class PasswordGuard extends CommandInterceptor {

    private final PasswordChange change;

    PasswordGuard(PasswordChange change) {
        this.change = change;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        String by = context.getAuthenticatedUserId();
        if (by == null || !(command instanceof SaveUserCmd)) {
            return next.execute(command);
        }
        UserEntity user = (UserEntity) EngineFields.require(SaveUserCmd.class, "user", command);
        String wanted = (String) EngineFields.read(UserEntity.class, "newPassword", user);
        Past replaced = user.getPassword() == null ? null : new Past(user.getPassword(), user.getSalt());
        // first, whether the person may do it at all: a refusal, which undoes it, tells nothing of others' passwords
        T result = next.execute(command);
        if (wanted != null) {
            change.check(
                    user.getId(),
                    wanted,
                    replaced,
                    context.getProcessEngineConfiguration().getPasswordManager());
            change.note(user.getId(), by, replaced);
        }
        return result;
    }
}
