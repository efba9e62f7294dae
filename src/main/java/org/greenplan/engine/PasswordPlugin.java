package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine keeps passwords, and what happens when one is set. */
@Component
@Order(EnginePlugin.AFTER_THE_STARTERS_OWN + 1)
class PasswordPlugin extends AbstractProcessEnginePlugin {

    private final Pbkdf2Passwords passwords;
    private final PasswordChange change;

    PasswordPlugin(Pbkdf2Passwords passwords, PasswordChange change) {
        this.passwords = passwords;
        this.change = change;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setPasswordEncryptor(passwords);
        // its lock is one that a stranger can close for good; the door slows down by itself
        engine.setLoginMaxAttempts(Integer.MAX_VALUE);
        engine.setLoginDelayBase(0);
        List<CommandInterceptor> innermost = new ArrayList<>(engine.getCustomPostCommandInterceptorsTxRequired());
        innermost.add(new PasswordGuard(change));
        engine.setCustomPostCommandInterceptorsTxRequired(innermost);
    }
}
