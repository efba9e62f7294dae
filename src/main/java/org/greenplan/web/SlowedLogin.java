package org.greenplan.web;

import java.time.Duration;
import java.util.stream.Stream;
import org.greenplan.web.Doorkeeper.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Every password that is brought, by a page or by a program, is looked at no faster than {@link Slowdown} lets it. */
final class SlowedLogin implements AuthenticationManager {

    /** A password that is not looked at yet. */
    static final class TooSoon extends AuthenticationException {

        private final Duration wait;

        TooSoon(Duration wait) {
            super("too soon");
            this.wait = wait;
        }

        /** In seconds, at least one. */
        long seconds() {
            return wait.toSeconds() + 1;
        }
    }

    private final AuthenticationManager vouching;
    private final Slowdown slowdown;
    private final Doorkeeper doorkeeper;
    private final SeenPasswords seen;
    private final LoginRecord record;
    private final Object[] turns = Stream.generate(Object::new).limit(64).toArray();

    SlowedLogin(
            AuthenticationManager vouching,
            Slowdown slowdown,
            Doorkeeper doorkeeper,
            SeenPasswords seen,
            LoginRecord record) {
        this.vouching = vouching;
        this.slowdown = slowdown;
        this.doorkeeper = doorkeeper;
        this.seen = seen;
        this.record = record;
    }

    @Override
    public Authentication authenticate(Authentication brought) {
        String address =
                brought.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        Authentication person = vouchedFor(brought, address);
        // whoever cannot be recorded is not let in
        record.right(brought, person);
        return person;
    }

    private Authentication vouchedFor(Authentication brought, String address) {
        @Nullable Authentication known = seenBefore(brought, address);
        if (known != null) {
            return known;
        }
        // one after the other: many wrong ones at once find out no more, and of many right ones only the first is
        // hashed
        synchronized (turn(address, brought.getName())) {
            known = seenBefore(brought, address);
            return known != null ? known : lookAt(brought, address);
        }
    }

    private Object turn(String address, String name) {
        return turns[Math.floorMod(Slowdown.source(address, name).hashCode(), turns.length)];
    }

    /** @throws TooSoon also for one that was right a moment ago, so that the wait tells nothing */
    private @Nullable Authentication seenBefore(Authentication brought, String address) {
        Duration wait = slowdown.wait(address, brought.getName());
        if (!wait.isZero()) {
            record.tooSoon(brought, address);
            throw new TooSoon(wait);
        }
        SeenPasswords.Known known = seen.find(brought.getName(), password(brought));
        if (known == null) {
            return null;
        }
        return doorkeeper
                .standing(known.id())
                .filter(standing -> standing.stamp().equals(known.stamp()))
                .map(standing -> standing.vouchFor(known.id()))
                .orElse(null);
    }

    private Authentication lookAt(Authentication brought, String address) {
        String name = brought.getName();
        try {
            Authentication person = vouching.authenticate(brought);
            record.lookedAt(brought, person);
            slowdown.right(address, name);
            seen.keep(
                    name,
                    password(brought),
                    person.getName(),
                    Standing.of(person).stamp());
            return person;
        } catch (AuthenticationException wrong) {
            slowdown.wrong(address, name);
            record.wrong(brought, address);
            throw wrong;
        }
    }

    private static String password(Authentication brought) {
        return String.valueOf(brought.getCredentials());
    }
}
