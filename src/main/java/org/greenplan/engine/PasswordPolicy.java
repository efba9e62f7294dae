package org.greenplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What a password that people choose has to be. */
final class PasswordPolicy {

    static final int SHORTEST = 10;

    /** Hashing takes the longer, the longer it is. */
    static final int LONGEST = 100;

    /** How many passwords, the present one among them, are not taken again. */
    static final int REMEMBERED = 5;

    /** Blanks can be counted by who looks over a shoulder. */
    private static final int FEWEST_WITHOUT_BLANKS = 8;

    private static final int KINDS = 3;
    private static final List<IntPredicate> ALL_KINDS = List.of(
            Character::isUpperCase,
            Character::isLowerCase,
            Character::isDigit,
            letter -> !Character.isUpperCase(letter) && !Character.isLowerCase(letter) && !Character.isDigit(letter));

    private static final String COMMON_FILE = "common-passwords.txt";
    private static final Set<String> COMMON = common();

    private PasswordPolicy() {}

    private static Set<String> common() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream(COMMON_FILE)) {
            if (in == null) {
                throw new IllegalStateException(COMMON_FILE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(word -> !word.isEmpty() && !word.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        if (password.chars().filter(letter -> !isBlank(letter)).count() < FEWEST_WITHOUT_BLANKS) {
            return Optional.of("密码中除空格外至少要有%d个字符。".formatted(FEWEST_WITHOUT_BLANKS));
        }
        if (isMostlyOneCharacter(password)) {
            return Optional.of("密码中同一个字符不能超过一半。");
        }
        if (isCommon(password)) {
            return Optional.of("这个密码太常见，容易被猜到；只在常见的词前后加数字或符号也不行，请换一个。");
        }
        return Optional.empty();
    }

    private static boolean isBlank(int letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    private static boolean isMostlyOneCharacter(String password) {
        return password
                .toLowerCase(Locale.ROOT)
                .chars()
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .anyMatch(times -> times * 2 > password.length());
    }

    /** As a whole, or with nothing but digits, blanks and signs before or behind it. */
    private static boolean isCommon(String password) {
        String small = password.toLowerCase(Locale.ROOT);
        return COMMON.contains(small)
                || COMMON.contains(small.replaceAll("^[^\\p{L}]+", "").replaceAll("[^\\p{L}]+$", ""));
    }
}
