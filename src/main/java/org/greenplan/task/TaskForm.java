package org.greenplan.task;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind one user task: what it accepts, what it shows, and what happens when it is completed. One bean per
 * user task; the guard of every task calls it, whichever door the completion came through.
 */
public interface TaskForm {

    /** The user task's element id. */
    String taskKey();

    /** The inputs it accepts; any other name is refused. */
    List<InputField> inputs();

    /** Reads at once, while a page is read ({@link ReadOnce}), what the forms of these tasks will ask one by one. */
    default void readAhead(Collection<TaskContext> tasks) {}

    /** What the form shows, as plain data for JSON; read by those who may see the task. */
    Map<String, Object> view(TaskContext task);

    /** Why the task is to be done again, also shown by the form as {@code sentBack}; {@code null} when it is new. */
    default @Nullable SentBack sentBack(TaskContext task) {
        return null;
    }

    /** What a fresh form starts with, by input name; what the person has typed goes over it. */
    default Map<String, Object> initial(TaskContext task) {
        return Map.of();
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
    void check(TaskContext task, TaskInput input, Violations violations);

    /** Adds what a careful colleague would point out; it is said, and never keeps anybody from going on. */
    default void advise(TaskContext task, TaskInput input, Violations warnings) {}

    /** This person, who may do it, has the task in front of them. */
    default void opened(TaskContext task) {}

    /**
     * Does it, in the engine's transaction; {@link #check} has found nothing wrong.
     *
     * @return ids to be set as process variables
     * @throws RuleViolation when somebody was faster
     */
    Map<String, Object> complete(TaskContext task, TaskInput input);
}
