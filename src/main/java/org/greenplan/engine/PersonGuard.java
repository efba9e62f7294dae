package org.greenplan.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.task.RuleViolation;

/**
 * Nobody is not the system: the engine checks no rights where no person is known, so where a request is served that nobody is logged in for, a command is refused, unless our own
 * code says that it acts as the system.
 */
class PersonGuard extends CommandInterceptor {

    private final Supplier<IdentityService> identity;

    PersonGuard(Supplier<IdentityService> identity) {
        this.identity = identity;
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean asked = HttpThread.servesNobody() && Context.getCommandContext() == null && !AsSystem.isOn();
        if (asked) {
            Authentication person = identity.get().getCurrentAuthentication();
            if (person == null || person.getUserId() == null) {
                throw RuleViolation.unknownPerson("not-logged-in", "请先登录。");
            }
        }
        return next.execute(command);
    }
}
