package org.greenplan.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records from what came over REST and back; what is no value of its component's type counts as absent. A number is read as
 * a text of digits where a text is asked for; where it is to be refused, the component is an {@code Object} and its rule asks.
 */
final class Records {

    private Records() {}

    static <R> R of(Class<R> type, Map<?, ?> values) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), values.get(component.getName())))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static @Nullable Object value(Type type, @Nullable Object given) {
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], given);
        }
        Class<?> of = (Class<?>) type;
        if (of.isRecord()) {
            return of(of, given instanceof Map<?, ?> map ? map : Map.of());
        }
        if (of == Object.class) {
            return given instanceof String text ? scalar(String.class, PlainText.of(text)) : given;
        }
        if (of == boolean.class) {
            return "true".equals(String.valueOf(given));
        }
        return given == null || given instanceof List<?> || given instanceof Map<?, ?>
                ? null
                : scalar(of, PlainText.of(String.valueOf(given)));
    }

    private static List<?> list(Type of, @Nullable Object given) {
        if (!(given instanceof List<?> list)) {
            return List.of();
        }
        return of == String.class
                ? list.stream()
                        .filter(Objects::nonNull)
                        .map(one -> PlainText.of(String.valueOf(one)))
                        .toList()
                : list.stream().map(one -> value(of, one)).toList();
    }

    private static @Nullable Object scalar(Class<?> type, String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> code(constant).equals(text))
                    .findFirst()
                    .orElse(null);
        }
        try {
            if (type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == LocalDate.class) {
                return LocalDate.parse(text);
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
        throw new IllegalStateException("nobody reads a " + type);
    }

    /** As JSON has it; what is absent is left out. */
    static Map<String, Object> plain(Record record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = plain(get(component, record));
            if (value != null) {
                plain.put(component.getName(), value);
            }
        }
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record record) {
            return plain(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Records::plain).toList();
        }
        if (value instanceof Enum<?> constant) {
            return code(constant);
        }
        return value instanceof LocalDate day ? day.toString() : value;
    }

    /** Part by part, as they are; those of an unwrapped one beside the others. */
    static Map<String, Object> parts(Record record) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = get(component, record);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class) && value instanceof Record inner) {
                parts.putAll(parts(inner));
            } else {
                parts.put(component.getName(), value);
            }
        }
        return parts;
    }

    private static @Nullable Object get(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.toString(), e);
        }
    }

    /** Of an enum's constants; empty for any other type. */
    static List<String> codes(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Records::code).toList()
                : List.of();
    }

    private static String code(Object constant) {
        return constant instanceof Coded coded
                ? coded.code()
                : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
