package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.web.OwnPassword;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine keeps passwords, and what happens when one is set. */
@Component
@Order(EnginePlugin.AFTER_THE_STARTERS_OWN + 1)
class PasswordPlugin extends AbstractProcessEnginePlugin {

    private final Pbkdf2Passwords passwords;
    private final PasswordChange change;
    private final ObjectProvider<OwnPassword> door;

    /** @param door vouches by the engine, which is built before it */
    PasswordPlugin(Pbkdf2Passwords passwords, PasswordChange change, ObjectProvider<OwnPassword> door) {
        this.passwords = passwords;
        this.change = change;
        this.door = door;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setPasswordEncryptor(passwords);
        // its lock is one that a stranger can close for good; the door slows down by itself
        engine.setLoginMaxAttempts(Integer.MAX_VALUE);
        engine.setLoginDelayBase(0);
        List<CommandInterceptor> outermost = new ArrayList<>(engine.getCustomPreCommandInterceptorsTxRequired());
        outermost.add(new SlowedPasswordCheck(door::getObject));
        engine.setCustomPreCommandInterceptorsTxRequired(outermost);
        List<CommandInterceptor> innermost = new ArrayList<>(engine.getCustomPostCommandInterceptorsTxRequired());
        innermost.add(new PasswordGuard(change));
        engine.setCustomPostCommandInterceptorsTxRequired(innermost);
    }
}
