package org.greenplan.task;

/** The form of a task in which somebody signs what others wrote, or sends it back. */
public interface ApprovalForm<V extends Record> extends TaskForm<Approval, V> {

    /** What is accepted in each of them. */
    Inputs<Approval> INPUTS = Inputs.of(Approval.class);

    @Override
    default Inputs<Approval> inputs() {
        return INPUTS;
    }

    @Override
    ToSign toSign(TaskContext task);

    @Override
    default void check(TaskContext task, Approval input, Violations violations) {
        input.check(violations);
    }
}
