package org.greenplan.engine;

import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.engine.PasswordStore.Past;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows when a person gets another password, whichever page or interface it came through. */
@Component
class PasswordChange {

    private final PasswordStore store;
    private final Audit audit;

    PasswordChange(PasswordStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * Hashes up to five times.
     *
     * @param replaced what it takes the place of; null for a new person
     * @throws RuleViolation when the password is not good enough
     */
    void check(String person, String password, @Nullable Past replaced, PasswordManager passwords) {
        PasswordPolicy.problem(person, password).ifPresent(problem -> {
            throw RuleViolation.of("password", "weak-password", problem);
        });
        Stream<Past> known = Stream.concat(
                Optional.ofNullable(replaced).stream(), store.past(person, PasswordPolicy.REMEMBERED - 1).stream());
        if (known.anyMatch(past -> passwords.check(EncryptionUtil.saltPassword(password, past.salt()), past.hash()))) {
            throw RuleViolation.of(
                    "password", "old-password", "不能使用最近%d次用过的密码，请换一个。".formatted(PasswordPolicy.REMEMBERED));
        }
    }

    /**
     * Within the transaction that sets it.
     *
     * @param by who has chosen it
     */
    void note(String person, String by, @Nullable Past replaced) {
        if (replaced != null) {
            store.keep(person, replaced);
        }
        if (by.equals(person)) {
            store.own(person);
            audit.record(AuditEvent.OWN_PASSWORD, by, "", "此前的登录已全部失效");
        } else {
            store.given(person, by);
            audit.record(AuditEvent.PASSWORD_SET, by, audit.named(person), "本人须先修改；此前的登录已全部失效");
        }
    }
}
