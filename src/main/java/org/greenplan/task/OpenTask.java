package org.greenplan.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open task as reminders and pages about other people's work see it.
 *
 * @param key the element's id in the process, e.g. {@code userTask_fillReport}
 * @param name as Tasklist shows it
 * @param unitCode the unit that has to do it
 * @param forSupervisor whether it waits for the unit's supervisors, for a signature, rather than for its clerks
 * @param assignee who has claimed it; {@code null} while nobody has
 * @param due end of the due date; {@code null} when it has none
 * @param period name of the reporting period that it belongs to; {@code null} when to none
 * @param measureKey {@code null} where the task is about no single measure
 * @param subject what it is about, where that is not the measure itself; {@code null} where it is
 * @param submission id of the submission to the platform that it belongs to; {@code null} where to none
 */
public record OpenTask(
        String id,
        String key,
        String name,
        String unitCode,
        boolean forSupervisor,
        @Nullable String assignee,
        Instant created,
        @Nullable Instant due,
        @Nullable String period,
        @Nullable String measureKey,
        @Nullable String subject,
        @Nullable Long submission) {}
