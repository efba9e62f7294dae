package org.greenplan.engine;

import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the engine's commands carry and do not tell. A renamed field fails at the first use, in every test. */
final class EngineFields {

    private EngineFields() {}

    static @Nullable Object read(Class<?> type, String name, Object target) {
        try {
            return field(type, name).get(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's " + type.getSimpleName() + " has changed", e);
        }
    }

    /** Of a field that is never empty. */
    static Object require(Class<?> type, String name, Object target) {
        return Objects.requireNonNull(read(type, name, target), name);
    }

    static void write(Class<?> type, String name, Object target, @Nullable Object value) {
        try {
            field(type, name).set(target, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's " + type.getSimpleName() + " has changed", e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
