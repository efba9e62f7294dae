package org.greenplan.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open task with all that its form shows, as one row of a table of many.
 *
 * @param heldBy name of the colleague who has claimed it and alone may go on; {@code null} when this person may
 * @param ownWork why this person does not sign it; {@code null} when they may
 * @param view what the form shows ({@link TaskForm#view})
 * @param values what it starts with, and over it what was typed
 * @param revision names what was typed ({@link Drafts#revision}), empty when nothing was
 * @param errors what would be refused if it were handed in now
 * @param warnings what a careful colleague would point out
 */
public record TaskSheet(
        TaskContext task,
        @Nullable String heldBy,
        @Nullable String ownWork,
        Map<String, Object> view,
        Map<String, Object> values,
        String revision,
        List<FieldError> errors,
        List<FieldError> warnings) {}
