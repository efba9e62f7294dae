package org.greenplan.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.greenplan.engine.PasswordStore.Past;
import org.greenplan.web.Doorkeeper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine's identity tables say of a person. */
@Component
class EngineDoorkeeper implements Doorkeeper {

    private final IdentityService identity;
    private final PasswordStore store;
    private final PasswordChange change;
    private final TransactionTemplate transaction;
    private final PasswordManager passwords;

    EngineDoorkeeper(
            ProcessEngine engine, PasswordStore store, PasswordChange change, TransactionTemplate transaction) {
        this.identity = engine.getIdentityService();
        this.store = store;
        this.change = change;
        this.transaction = transaction;
        this.passwords = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordManager();
    }

    @Override
    public Optional<Standing> standing(String id) {
        return AsSystem.call(identity, () -> {
            UserEntity user = (UserEntity) identity.createUserQuery().userId(id).singleResult();
            return Optional.ofNullable(user).map(this::standing);
        });
    }

    Standing standing(UserEntity user) {
        return new Standing(groups(user.getId()), stamp(user), store.isGiven(user.getId()));
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

    private Set<String> groups(String id) {
        Set<String> groups = identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
        if (groups.contains(GroupIds.ADMINISTRATORS)) {
            groups.add(ADMINISTRATOR);
        }
        return groups;
    }

    /** Of the stored hash, so that the session's row does not hold it. */
    private static String stamp(UserEntity user) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(user.getPassword()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
