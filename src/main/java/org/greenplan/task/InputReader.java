package org.greenplan.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One value as it came over REST, of the type of its field; one that is not becomes an error at the field. */
final class InputReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InputReader() {}

    static @Nullable Object read(InputField field, Object given, Violations violations) {
        String label = "“" + field.label() + "”";
        try {
            switch (field.type()) {
                case TEXT -> {
                    String text = PlainText.of(string(given));
                    if (text.length() > field.max()) {
                        violations.add(
                                field.name(),
                                "too-long",
                                label + "最多" + field.max() + "字，现有" + text.length() + "字，请精简。");
                        return null;
                    }
                    return text;
                }
                case CHOICE -> {
                    String choice = PlainText.kept(string(given));
                    if (!field.options().contains(choice)) {
                        violations.add(field.name(), "unknown-choice", label + "的取值不在可选范围内，请重新选择。");
                        return null;
                    }
                    return choice;
                }
                case FLAG -> {
                    if (given instanceof Boolean flag) {
                        return flag;
                    }
                    return switch (string(given)) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException();
                    };
                }
                case INTEGER -> {
                    return given instanceof Integer number ? number : Integer.valueOf(PlainText.of(string(given)));
                }
                case DATE -> {
                    return LocalDate.parse(PlainText.of(string(given)));
                }
                case LIST -> {
                    List<String> list = JSON.convertValue(tree(given), new TypeReference<List<String>>() {});
                    if (list.contains(null)) {
                        throw new IllegalArgumentException();
                    }
                    return limited(field, label, list, violations);
                }
                case ROWS -> {
                    List<Map<String, Object>> rows =
                            JSON.convertValue(tree(given), new TypeReference<List<Map<String, Object>>>() {});
                    if (rows.contains(null)) {
                        throw new IllegalArgumentException();
                    }
                    return limited(field, label, rows, violations);
                }
            }
        } catch (IllegalArgumentException | DateTimeParseException | JsonProcessingException e) {
            violations.add(field.name(), "wrong-type", label + wanted(field.type()));
        }
        return null;
    }

    private static String string(Object given) {
        if (given instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException();
    }

    private static Object tree(Object given) throws JsonProcessingException {
        Object read = given instanceof List<?> ? given : JSON.readValue(string(given), Object.class);
        if (read instanceof List<?> list) {
            return Objects.requireNonNull(texts(list));
        }
        throw new IllegalArgumentException();
    }

    /** Every text in it as a text of its own is read. */
    private static @Nullable Object texts(@Nullable Object read) {
        if (read instanceof List<?> list) {
            return list.stream().map(InputReader::texts).collect(Collectors.toCollection(ArrayList::new));
        }
        if (read instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> texts = new LinkedHashMap<>();
            map.forEach((name, value) -> texts.put(name, texts(value)));
            return texts;
        }
        return read instanceof String text ? PlainText.of(text) : read;
    }

    private static <T> @Nullable List<T> limited(InputField field, String label, List<T> list, Violations violations) {
        if (list.size() > field.max()) {
            violations.add(field.name(), "too-many", label + "最多" + field.max() + "项，请减少。");
            return null;
        }
        return list;
    }

    private static String wanted(InputField.Type type) {
        return switch (type) {
            case DATE -> "应为日期，如2026-06-25。";
            case INTEGER -> "应为整数。";
            case FLAG -> "应为是或否。";
            case LIST, ROWS -> "格式不对，应为列表。";
            case TEXT, CHOICE -> "应为文字。";
        };
    }
}
