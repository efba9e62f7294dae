package org.greenplan.engine;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/** Hashes passwords slowly, by the JDK's PBKDF2. A stored one says by how many rounds, so that the number can grow. */
@Component
class Pbkdf2Passwords implements PasswordEncryptor {

    private static final String NAME = "PBKDF2";
    private static final int SALT_BYTES = 16;

    private final int rounds;

    /** @param rounds for new passwords; as many for HMAC-SHA-512 as OWASP advises */
    Pbkdf2Passwords(@Value("${greenplan.password-rounds:210000}") int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String encrypt(String password) {
        return rounds + "$" + encoder(rounds).encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        String[] parts = encrypted.split("\\$", 2);
        return encoder(Integer.parseInt(parts[0])).matches(password, parts[1]);
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    /** Whether a hash is made as new ones are. */
    boolean isCurrent(@Nullable String hash) {
        return hash != null && hash.startsWith("{" + NAME + "}" + rounds + "$");
    }

    private static Pbkdf2PasswordEncoder encoder(int rounds) {
        return new Pbkdf2PasswordEncoder("", SALT_BYTES, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
    }
}
