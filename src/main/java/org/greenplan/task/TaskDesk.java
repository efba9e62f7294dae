package org.greenplan.task;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's open tasks, for pages that show many at once and complete many at once. Each is under the same guard as in
 * Tasklist. Implemented where the engine is known.
 */
public interface TaskDesk {

    /**
     * One task to be completed.
     *
     * @param revision names the draft that the person had before them ({@link Drafts#revision}); {@code null} when
     *     whatever is kept now counts
     * @param inputs by the names that the form declares; they go over the draft
     */
    record Completion(String taskId, @Nullable String revision, Map<String, Object> inputs) {}

    /** A task that stays open, and why. */
    record Left(String taskId, List<FieldError> errors) {}

    /** @param done ids of the tasks that were completed, all in one transaction */
    record Outcome(List<String> done, List<Left> left) {}

    /** The person's open tasks of these kinds (element ids), those that a colleague has claimed included; nearest due first. */
    List<TaskSheet> open(Collection<String> taskKeys, String user);

    /** The task, if it is open and the person's to do; it is theirs too while a colleague has claimed it. */
    Optional<TaskContext> find(String taskId, String user);

    /**
     * The task that the person does next: one of their own claimed ones, else the nearest due; none that a colleague holds,
     * and none that somebody else has to sign.
     *
     * @param taskKeys element ids; empty for every kind
     */
    Optional<TaskContext> next(Collection<String> taskKeys, String user);

    /**
     * One open task with all that its form shows, as {@link #open} has it.
     *
     * @throws RuleViolation when it is gone, or not for this person to know of
     */
    TaskSheet sheet(String taskId, String user);

    /** How many open tasks of each of these kinds the person has; kinds with none are left out. */
    Map<String, Integer> count(Collection<String> taskKeys, String user);

    /**
     * Completes in one transaction what can be completed; what cannot stays as it is and is named.
     *
     * @throws RuleViolation when others were at work on the same rows again and again, so that nothing was done
     */
    Outcome complete(List<Completion> completions, String user);
}
