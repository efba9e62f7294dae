package org.greenplan.engine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.greenplan.engine.PasswordStore.Current;
import org.greenplan.engine.PasswordStore.Past;
import org.greenplan.task.Hashes;
import org.greenplan.web.Doorkeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine's identity tables say of a person. */
@Component
class EngineDoorkeeper implements Doorkeeper {

    private final IdentityService identity;
    private final EngineIdentity people;
    private final PasswordStore store;
    private final PasswordChange change;
    private final TransactionTemplate transaction;
    private final PasswordManager passwords;

    EngineDoorkeeper(
            ProcessEngine engine,
            EngineIdentity people,
            PasswordStore store,
            PasswordChange change,
            TransactionTemplate transaction) {
        this.identity = engine.getIdentityService();
        this.people = people;
        this.store = store;
        this.change = change;
        this.transaction = transaction;
        this.passwords = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordManager();
    }

    @Override
    public Optional<Standing> standing(String id) {
        return store.of(id).map(password -> standing(id, password));
    }

    /** Of the password that was looked at; another one may be in use by now. */
    Optional<Standing> standing(UserEntity user) {
        return store.of(user.getId()).map(now -> standing(user.getId(), new Current(user.getPassword(), now.given())));
    }

    private Standing standing(String id, Current password) {
        Set<String> groups = new HashSet<>(people.groups(id));
        if (groups.contains(GroupIds.ADMINISTRATORS)) {
            groups.add(ADMINISTRATOR);
        }
        if (groups.contains(GroupIds.AUDITORS)) {
            groups.add(AUDITOR);
        }
        return new Standing(groups, stamp(password.hash()), password.given());
    }

    @Override
    public void changePassword(String id, String wanted) {
        AsSystem.call(identity, () -> {
            UserEntity user = (UserEntity) identity.createUserQuery().userId(id).singleResult();
            Past replaced = new Past(user.getPassword(), user.getSalt());
            // holds no connection while it hashes
            change.check(id, wanted, replaced, passwords);
            return transaction.execute(status -> {
                change.note(id, id, replaced);
                user.setPassword(wanted);
                identity.saveUser(user);
                return id;
            });
        });
    }

    /** Of the stored hash, so that the session's row does not hold it. */
    private static String stamp(@Nullable String hash) {
        return Hashes.sha256(String.valueOf(hash));
    }
}
