package org.greenplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may call which operation of the engine's REST, as {@code rest-rules.txt} lists it. */
final class RestRules {

    /** Whom an operation is for. */
    enum Audience {
        EVERYBODY,
        ADMINISTRATOR,
        NOBODY
    }

    private static final String FILE = "rest-rules.txt";
    private static final Pattern LINE = Pattern.compile("(\\w+)\\s+(\\*|[A-Z]+)\\s+(/\\S*)");
    private static final String ALL = "/**";

    /** A parameter of a path may carry a pattern, which is not part of its name: <code>{id : .+}</code>. */
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([\\w-]+)\\s*(:(?:[^{}]|\\{[^{}]*\\})*)?\\}");

    private static final Pattern NAMED_ENGINE = Pattern.compile("^/engine/\\{name\\}(?=/|$)");

    private final Map<String, Audience> exact = new HashMap<>();
    private final Map<String, Audience> below = new HashMap<>();

    RestRules() {
        this(lines());
    }

    /** @param lines audience, verb, path; what is not of this form is a mistake unless it is a comment */
    RestRules(List<String> lines) {
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher rule = LINE.matcher(line.strip());
            if (!rule.matches()) {
                throw new IllegalStateException("not a rule in " + FILE + ": " + line);
            }
            Audience audience = Audience.valueOf(rule.group(1).toUpperCase(Locale.ROOT));
            String path = rule.group(3);
            boolean prefix = path.endsWith(ALL);
            String key = rule.group(2) + " " + (prefix ? path.substring(0, path.length() - ALL.length()) : path);
            if ((prefix ? below : exact).put(key, audience) != null) {
                throw new IllegalStateException("twice in " + FILE + ": " + line);
            }
        }
    }

    /**
     * How an operation is named: verb and path with the names of its parameters, without the name of the engine.
     *
     * @param path as the annotations have it, also with patterns and doubled slashes
     */
    static String key(String verb, String path) {
        String plain = PARAMETER.matcher("/" + path).replaceAll("{$1}").replaceAll("/+", "/");
        String named = NAMED_ENGINE.matcher(plain).replaceFirst("");
        String end = named.length() > 1 && named.endsWith("/") ? named.substring(0, named.length() - 1) : named;
        return verb + " " + (end.isEmpty() ? "/" : end);
    }

    /** Empty when no line names the operation: then it is for nobody. */
    Optional<Audience> audience(String key) {
        Audience named = exact.get(key);
        if (named != null) {
            return Optional.of(named);
        }
        String verb = key.substring(0, key.indexOf(' '));
        for (String path = key.substring(key.indexOf(' ') + 1); !path.isEmpty(); path = parent(path)) {
            for (String some : List.of(verb, "*")) {
                Audience found = below.get(some + " " + path);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /** Lines that name exactly one operation, or a verb below a path. */
    Stream<String> exactKeys() {
        return exact.keySet().stream();
    }

    /** The beginnings of the lines that name all below them. */
    Collection<String> prefixes() {
        return below.keySet();
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static List<String> lines() {
        try (InputStream file = RestRules.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
