package org.greenplan.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a password that people choose has to be. */
final class PasswordPolicy {

    static final int SHORTEST = 10;

    /** Hashing takes the longer, the longer it is. */
    static final int LONGEST = 100;

    /** How many passwords, the present one among them, are not taken again. */
    static final int REMEMBERED = 5;

    private static final int KINDS = 3;
    private static final List<IntPredicate> ALL_KINDS = List.of(
            Character::isUpperCase,
            Character::isLowerCase,
            Character::isDigit,
            letter -> !Character.isUpperCase(letter) && !Character.isLowerCase(letter) && !Character.isDigit(letter));

    private PasswordPolicy() {}

    /** What is wrong with it, in a sentence for who has typed it. */
    static Optional<String> problem(String id, String password) {
        if (password.length() < SHORTEST) {
            return Optional.of("密码至少%d个字符，请再长一些。".formatted(SHORTEST));
        }
        if (password.length() > LONGEST) {
            return Optional.of("密码不能超过%d个字符。".formatted(LONGEST));
        }
        if (ALL_KINDS.stream().filter(kind -> password.chars().anyMatch(kind)).count() < KINDS) {
            return Optional.of("密码须包含大写字母、小写字母、数字、其他符号中的至少三种。");
        }
        if (password.toLowerCase(Locale.ROOT).contains(id.toLowerCase(Locale.ROOT))) {
            return Optional.of("密码中不能有用户名。");
        }
        return Optional.empty();
    }
}
