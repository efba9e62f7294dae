package org.greenplan.task;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for somebody, whoever it is. Implemented where the engine is known. */
public interface OpenTasks {

    /**
     * Whose tasks a person may know of.
     *
     * @param units codes of the units whose tasks they all see, those of the clerks and those of the supervisors
     * @param everybody whether they see those of all other units as well, but for what stays inside a unit
     *     ({@link #staysInside})
     */
    record InSight(Set<String> units, boolean everybody) {

        public boolean contains(OpenTask task) {
            return units.contains(task.unitCode()) || everybody && !staysInside(task.key());
        }
    }

    /** @param overdue those of all whose due date has passed */
    record Count(int all, int overdue) {}

    /** Steps that nobody outside the unit hears of before they are signed. */
    List<String> INSIDE = Step.ids(step -> step.sight() == Step.Sight.INSIDE);

    static boolean staysInside(String taskKey) {
        return INSIDE.contains(taskKey);
    }

    /**
     * The next open tasks in the order of their ids, so that all can be read without holding all; for our own jobs.
     *
     * @param afterId the last id of the page before; empty to begin
     * @param limit how many at most; fewer mean that there are no more
     */
    List<OpenTask> page(String afterId, int limit);

    /** The open tasks of one measure, nearest due first. */
    default List<OpenTask> ofMeasure(String measureKey) {
        return ofMeasures(List.of(measureKey));
    }

    /** The open tasks of these measures, nearest due first; read at once. */
    List<OpenTask> ofMeasures(Collection<String> measureKeys);

    /** The open tasks that these units have to do, nearest due first; read at once. */
    List<OpenTask> ofUnits(Collection<String> unitCodes);

    /** The open tasks of one submission to the platform, nearest due first. */
    List<OpenTask> ofSubmission(long submission);

    /**
     * The tasks that somebody may know of, longest due first.
     *
     * @param dueBefore only those due before; {@code null} for all
     */
    List<OpenTask> page(InSight sight, @Nullable Instant dueBefore, int offset, int limit);

    /** How many there are in sight, and how many of them are due before. */
    Count count(InSight sight, Instant dueBefore);
}
