package org.greenplan.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.greenplan.web.Doorkeeper;
import org.springframework.stereotype.Component;

/** What the engine's identity tables say of a person. */
@Component
class EngineDoorkeeper implements Doorkeeper {

    private final IdentityService identity;

    EngineDoorkeeper(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public Optional<Standing> standing(String id) {
        return AsSystem.call(identity, () -> {
            User user = identity.createUserQuery().userId(id).singleResult();
            return user == null ? Optional.empty() : Optional.of(new Standing(groups(id), stamp((UserEntity) user)));
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
