package org.greenplan.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cmd.CheckPassword;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.web.OwnPassword;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The engine asks for the own password before it sets one, in Welcome, in Admin and over REST, and counts no wrong ones:
 * within a request the door looks at it instead. Outside the transaction, since wrong ones are counted for good.
 */
class SlowedPasswordCheck extends CommandInterceptor {

    private final Supplier<OwnPassword> door;

    SlowedPasswordCheck(Supplier<OwnPassword> door) {
        this.door = door;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T execute(Command<T> command) {
        if (!(command instanceof CheckPassword) || RequestContextHolder.getRequestAttributes() == null) {
            return next.execute(command);
        }
        String person = String.valueOf(EngineFields.read(CheckPassword.class, "userId", command));
        String password = String.valueOf(EngineFields.read(CheckPassword.class, "password", command));
        return (T) Boolean.valueOf(door.get().isRight(person, password));
    }
}
