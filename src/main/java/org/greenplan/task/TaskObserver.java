package org.greenplan.task;

/** Hears of every user task, e.g. to keep the ledger of deadlines. */
public interface TaskObserver {

    /**
     * A task has come into being.
     *
     * @param task its {@link TaskContext#user()} is empty
     * @param open whom it waits for
     */
    void created(TaskContext task, OpenTask open);
}
