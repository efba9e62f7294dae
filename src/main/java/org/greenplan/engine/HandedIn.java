package org.greenplan.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent along with a completion. The command guard takes it out of the command before the engine sees it,
 * the task guard gives it to the form: it never becomes a process variable.
 */
final class HandedIn {

    private static final ThreadLocal<@Nullable Map<String, Object>> SENT = new ThreadLocal<>();

    private HandedIn() {}

    static void put(Map<String, Object> values) {
        SENT.set(values);
    }

    static Map<String, Object> get() {
        Map<String, Object> values = SENT.get();
        return values == null ? Map.of() : values;
    }

    static void clear() {
        SENT.remove();
    }
}
