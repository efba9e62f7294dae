package org.greenplan.task;

import java.util.Optional;

/** Knows to which measure a task in Tasklist belongs. Implemented where the engine is known. */
public interface TaskMeasures {

    /** The measure's key; empty when there is no such task, or this person may not see it. */
    Optional<String> measureOf(String taskId, String user);
}
