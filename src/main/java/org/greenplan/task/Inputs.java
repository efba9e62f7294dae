package org.greenplan.task;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task accepts: the components of a record, each with its label and its limits ({@link Input}). A component is a text,
 * a choice (an enum), a flag, a whole number, a day, a list of texts, or a list of rows, which are records as well.
 */
public final class Inputs<I extends Record> {

    private final Class<I> type;
    private final List<InputField> fields;

    private Inputs(Class<I> type) {
        this.type = type;
        this.fields =
                Arrays.stream(type.getRecordComponents()).map(Inputs::field).toList();
    }

    /** @throws IllegalStateException when a component says too little of itself, or is of a type that nobody reads */
    public static <I extends Record> Inputs<I> of(Class<I> type) {
        return new Inputs<>(type);
    }

    private static InputField field(RecordComponent component) {
        Input said = component.getAnnotation(Input.class);
        InputField.Type type = type(component);
        boolean limited = type == InputField.Type.TEXT || type == InputField.Type.LIST || type == InputField.Type.ROWS;
        if (said == null || PlainText.isBlank(said.label()) || limited != said.max() > 0) {
            throw new IllegalStateException("%s of %s needs a label, and a limit where it has one"
                    .formatted(
                            component.getName(), component.getDeclaringRecord().getSimpleName()));
        }
        return new InputField(
                component.getName(), type, said.label(), said.max(), Records.codes(component.getType()), said.rule());
    }

    private static InputField.Type type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return InputField.Type.TEXT;
        }
        if (type.isEnum()) {
            return InputField.Type.CHOICE;
        }
        if (type == boolean.class) {
            return InputField.Type.FLAG;
        }
        if (type == Integer.class) {
            return InputField.Type.INTEGER;
        }
        if (type == LocalDate.class) {
            return InputField.Type.DATE;
        }
        if (type == List.class && component.getGenericType() instanceof ParameterizedType list) {
            Type of = list.getActualTypeArguments()[0];
            if (of == String.class) {
                return InputField.Type.LIST;
            }
            if (of instanceof Class<?> row && row.isRecord()) {
                return InputField.Type.ROWS;
            }
        }
        throw new IllegalStateException("%s of %s is of a type that nobody reads"
                .formatted(component.getName(), component.getDeclaringRecord().getSimpleName()));
    }

    /** In the order in which the form has them. */
    public List<InputField> fields() {
        return fields;
    }

    /** What was handed in; a value that is not of its type becomes an error at its field and counts as absent, as blank texts do. */
    public I read(Map<String, ? extends @Nullable Object> raw, Violations violations) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (InputField field : fields) {
            Object given = raw.get(field.name());
            if (given == null || given instanceof String text && PlainText.isBlank(text)) {
                continue;
            }
            Object value = InputReader.read(field, given, violations);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return Records.of(type, values);
    }

    /** As it would be handed in: what {@link #read} reads as the same again. */
    public Map<String, Object> raw(I input) {
        return Records.plain(input);
    }
}
