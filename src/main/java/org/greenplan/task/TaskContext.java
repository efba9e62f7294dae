package org.greenplan.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as the capabilities see it.
 *
 * @param key the element's id in the process, e.g. {@code userTask_fillReport}
 * @param due end of the due date, {@code null} when it has none
 * @param variables the process's variables: ids and display values, set by our code only
 * @param user who asks or acts
 */
public record TaskContext(
        String id,
        String key,
        String name,
        @Nullable String assignee,
        java.util.@Nullable Date due,
        Map<String, Object> variables,
        String user) {

    /** @throws IllegalStateException when the process does not carry it: a fault of ours, not of the person */
    public String variable(String name) {
        Object value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("task %s (%s) carries no variable %s".formatted(id, key, name));
        }
        return value.toString();
    }

    /** A numeric id that the process carries. */
    public long id(String name) {
        return Long.parseLong(variable(name));
    }
}
