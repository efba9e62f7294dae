package org.greenplan.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a form, so that a person hears everything at once. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    public void add(@Nullable String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    /** Adds the error when the condition holds. */
    public void addIf(boolean broken, @Nullable String field, String code, String message) {
        if (broken) {
            add(field, code, message);
        }
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** @throws RuleViolation with all that was collected */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw RuleViolation.of(errors);
        }
    }
}
