package org.greenplan.mail;

/** The other side did not take a mail, or did not say whether it did. The message is a Chinese sentence for the log. */
final class Undeliverable extends Exception {

    /** What it means for this mail and for others. */
    enum Extent {
        /** The other side cannot be reached: no other mail would be taken now either. */
        EVERYTHING,
        /** This one was not taken now; it may be later. */
        FOR_NOW,
        /** This one was given away whole, and whether it was taken nobody knows. */
        UNANSWERED,
        /** This one will never be taken as it is. */
        FOR_GOOD
    }

    private final Extent extent;

    Undeliverable(Extent extent, String message, Throwable cause) {
        super(message, cause);
        this.extent = extent;
    }

    Extent extent() {
        return extent;
    }
}
