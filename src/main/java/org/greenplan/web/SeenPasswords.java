package org.greenplan.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passwords that were right a moment ago: a program brings its own with every request, and hashing it each time would
 * cost more than the request. Kept as a keyed hash, whose key ends with the process.
 */
@Component
class SeenPasswords {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    /** @param stamp of the password, as the doorkeeper gave it: another one means that this is no longer it */
    record Known(String id, String stamp, Instant until) {}

    private final SecretKeySpec key;
    private final Clock clock;
    private final Map<String, Known> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    });

    SeenPasswords(Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.clock = clock;
    }

    @Nullable
    Known find(String name, String password) {
        Known found = known.get(hash(name, password));
        return found != null && clock.instant().isBefore(found.until()) ? found : null;
    }

    void keep(String name, String password, String id, String stamp) {
        known.put(hash(name, password), new Known(id, stamp, clock.instant().plus(LONGEST)));
    }

    private String hash(String name, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((name.length() + ":" + name + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
