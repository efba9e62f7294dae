package org.greenplan.database;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address of an H2 database in a file, with the settings that its promises rest on, whatever the administrator wrote.
 * Others that stand in the address stay.
 */
final class H2Url {

    private static final String PREFIX = "jdbc:h2:";

    /** Without the thread that stores every half second H2 frees nothing; we do not rely on it for a commit. */
    private static final Map<String, String> ALWAYS = Map.of("WRITE_DELAY", "500", "RETENTION_TIME", "0");

    private static final Map<String, String> UNLESS_SET = Map.of(
            // a cycle of a measure uses 136 statements; H2 remembers 8
            "QUERY_CACHE_SIZE", "512",
            // milliseconds at a stop
            "MAX_COMPACT_TIME", "5000",
            // the pool closes it, after those who still write
            "DB_CLOSE_ON_EXIT", "FALSE",
            // what goes wrong is thrown; no second log beside the data
            "TRACE_LEVEL_FILE", "0");

    private H2Url() {}

    static boolean isFile(String url) {
        return url.startsWith(PREFIX) && !name(url).matches("(mem|tcp|ssl|zip):.*|\\.");
    }

    /** What H2 is to open: a path, perhaps with the name of a file system before it. */
    static String name(String url) {
        return url.substring(PREFIX.length()).split(";", 2)[0];
    }

    /** The settings of the address that ours replace, as they stand there. */
    static Map<String, String> corrected(String url) {
        Map<String, String> given = settings(url);
        given.entrySet()
                .removeIf(setting -> !ALWAYS.containsKey(setting.getKey())
                        || setting.getValue().equals(ALWAYS.get(setting.getKey())));
        return given;
    }

    static String withSettings(String url) {
        Map<String, String> settings = new LinkedHashMap<>(UNLESS_SET);
        settings.putAll(settings(url));
        settings.putAll(ALWAYS);
        return PREFIX
                + name(url)
                + settings.entrySet().stream()
                        .map(setting -> ";" + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining());
    }

    private static Map<String, String> settings(String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        String[] parts = url.split(";");
        for (int i = 1; i < parts.length; i++) {
            String[] setting = parts[i].split("=", 2);
            if (setting.length == 2) {
                settings.put(setting[0].strip().toUpperCase(Locale.ROOT), setting[1]);
            }
        }
        return settings;
    }
}
