package org.greenplan.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind one user task: what it accepts, what it shows, and what happens when it is completed. One bean per
 * user task; the guard of every task calls it, whichever door the completion came through.
 *
 * @param <I> what it takes
 * @param <V> what it shows
 */
public interface TaskForm<I extends Record, V extends Record> {

    /** The user task's element id. */
    String taskKey();

    /** The inputs it accepts; any other name is refused. */
    Inputs<I> inputs();

    /** Reads at once, while a page is read ({@link ReadOnce}), what the forms of these tasks will ask one by one. */
    default void readAhead(Collection<TaskContext> tasks) {}

    /** What the form shows, for JSON; read by those who may see the task. */
    V view(TaskContext task);

    /** Why the task is to be done again, also shown by the form as {@code sentBack}; {@code null} when it is new. */
    default @Nullable SentBack sentBack(TaskContext task) {
        return null;
    }

    /** What a fresh form starts with; what the person has typed goes over it. {@code null} where it starts empty. */
    default @Nullable I initial(TaskContext task) {
        return null;
    }

    /** What the form is filled with: what it starts with, and over it each of these, the last one on top. */
    default Map<String, Object> filled(TaskContext task, List<Map<String, Object>> typed) {
        I initial = initial(task);
        Map<String, Object> filled = new HashMap<>(initial == null ? Map.of() : inputs().raw(initial));
        typed.forEach(filled::putAll);
        return filled;
    }

    /** What the form shows, part by part. */
    default Map<String, Object> shown(TaskContext task) {
        return Records.parts(view(task));
    }

    /** Under which key what is typed is kept; it may outlive the task. */
    default String draftKey(TaskContext task) {
        return task.id();
    }

    /** What this task signs, checks or sends back; nobody does who worked on it. {@code null} where nothing was prepared. */
    default @Nullable ToSign toSign(TaskContext task) {
        return null;
    }

    /** Adds what is wrong, without changing anything. */
    void check(TaskContext task, I input, Violations violations);

    /** Adds what a careful colleague would point out; it is said, and never keeps anybody from going on. */
    default void advise(TaskContext task, I input, Violations warnings) {}

    /** This person, who may do it, has the task in front of them. */
    default void opened(TaskContext task) {}

    /**
     * Does it, in the engine's transaction; {@link #check} has found nothing wrong.
     *
     * @return ids to be set as process variables
     * @throws RuleViolation when somebody was faster
     */
    Map<String, Object> complete(TaskContext task, I input);
}
