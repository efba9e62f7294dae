package org.greenplan.task;

import java.util.List;

/** All tasks that wait for somebody, whoever asks: for our own jobs, never for a page. Implemented where the engine is known. */
public interface OpenTasks {

    /**
     * The next open tasks in the order of their ids, so that all can be read without holding all.
     *
     * @param afterId the last id of the page before; empty to begin
     * @param limit how many at most; fewer mean that there are no more
     */
    List<OpenTask> page(String afterId, int limit);

    /** The open tasks of one measure. */
    List<OpenTask> ofMeasure(String measureKey);
}
