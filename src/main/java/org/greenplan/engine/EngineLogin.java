package org.greenplan.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Vouches for the people of the engine's identity tables, by their password. A name counts in any case, once stripped. */
@Component
class EngineLogin implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLogin.class);

    private final IdentityService identity;
    private final EngineDoorkeeper doorkeeper;
    private final Pbkdf2Passwords hashes;
    private final PasswordManager passwords;

    EngineLogin(ProcessEngine engine, EngineDoorkeeper doorkeeper, Pbkdf2Passwords hashes) {
        this.identity = engine.getIdentityService();
        this.doorkeeper = doorkeeper;
        this.hashes = hashes;
        this.passwords = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordManager();
    }

    @Override
    public Authentication authenticate(Authentication brought) {
        String name = brought.getName().strip();
        String password = String.valueOf(brought.getCredentials());
        return AsSystem.call(identity, () -> {
            Optional<UserEntity> named = named(name);
            if (named.isEmpty()) {
                // as long as with somebody, so that the time does not tell who there is
                hashes.encrypt(password);
            }
            return named.flatMap(user -> checked(user, password))
                    .flatMap(user -> doorkeeper.standing(user).map(standing -> standing.vouchFor(user.getId())))
                    .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
        });
    }

    /** The engine's own check would count the wrong ones with the person, whom a stranger could so lock out. */
    private Optional<UserEntity> checked(UserEntity user, String password) {
        if (user.getPassword() == null
                || !passwords.check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword())) {
            return Optional.empty();
        }
        if (hashes.isCurrent(user.getPassword())) {
            return Optional.of(user);
        }
        try {
            // of an older kind, which only now can be hashed anew
            user.setPassword(password);
            identity.saveUser(user);
            return Optional.of(user);
        } catch (OptimisticLockingException changedMeanwhile) {
            LOG.debug("hashed by another login, or another password", changedMeanwhile);
            return named(user.getId()).flatMap(now -> checked(now, password));
        }
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    /** As it is written, else the only one that differs by capitals: telephones begin a word with one. */
    private Optional<UserEntity> named(String name) {
        List<User> found = identity.createNativeUserQuery()
                .sql("select * from ACT_ID_USER where lower(ID_) = lower(#{name})")
                .parameter("name", name)
                .list();
        return found.stream()
                .filter(user -> user.getId().equals(name))
                .findFirst()
                .or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty())
                .map(UserEntity.class::cast);
    }
}
