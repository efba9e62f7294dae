package org.greenplan.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.web.Doorkeeper;
import org.greenplan.web.Doorkeeper.Standing;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Vouches for the people of the engine's identity tables, by their password. A name counts in any case, once stripped. */
@Component
class EngineLogin implements AuthenticationProvider {

    private final IdentityService identity;
    private final Doorkeeper doorkeeper;

    EngineLogin(IdentityService identity, Doorkeeper doorkeeper) {
        this.identity = identity;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public Authentication authenticate(Authentication brought) {
        String password = String.valueOf(brought.getCredentials());
        return AsSystem.call(identity, () -> idOf(brought.getName().strip())
                        .filter(id -> identity.checkPassword(id, password)))
                .map(this::loggedIn)
                .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
    }

    private Authentication loggedIn(String id) {
        Standing now = doorkeeper.standing(id).orElseThrow(() -> new BadCredentialsException("gone in between"));
        return UsernamePasswordAuthenticationToken.authenticated(
                id, null, AuthorityUtils.createAuthorityList(now.groups()));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    /** As it is written, else the only one that differs by capitals: telephones begin a word with one. */
    private Optional<String> idOf(String name) {
        List<User> found = identity.createNativeUserQuery()
                .sql("select * from ACT_ID_USER where lower(ID_) = lower(#{name})")
                .parameter("name", name)
                .list();
        return found.stream()
                .map(User::getId)
                .filter(name::equals)
                .findFirst()
                .or(() -> found.size() == 1 ? Optional.of(found.get(0).getId()) : Optional.empty());
    }
}
