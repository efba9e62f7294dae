package org.greenplan.task;

/** Hears of every user task, e.g. to keep the ledger of deadlines. */
public interface TaskObserver {

    /**
     * The process variable of a task that only goes on with an earlier one, which had to give way: that one's id. To whoever
     * has to do it nothing has happened.
     */
    String FOLLOWS = "followsTask";

    /**
     * A task has come into being.
     *
     * @param task its {@link TaskContext#user()} is empty
     * @param open whom it waits for
     */
    void created(TaskContext task, OpenTask open);
}
