package org.greenplan.task;

/** Hears of every user task, e.g. to keep the ledger of deadlines. */
public interface TaskObserver {

    /** A task has come into being; {@link TaskContext#user()} is empty. */
    void created(TaskContext task);
}
