package org.greenplan.plan;

/** The document cannot be read as an action plan at all; the message is a Chinese sentence for the plan office. */
public final class PlanDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PlanDocumentException(String message) {
        super(message);
    }
}
