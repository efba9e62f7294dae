package org.greenplan.task;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a person has to change.
 *
 * @param field the input's name as declared by the form, {@code null} when it concerns the whole
 * @param code stable, kebab-case, for programs and tests
 * @param message a Chinese sentence that says what to do
 */
public record FieldError(@Nullable String field, String code, String message) {}
