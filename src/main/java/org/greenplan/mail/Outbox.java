package org.greenplan.mail;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where letters are left for delivery. Each becomes a row of the mail log and an instance of the process {@code
 * deliver-mail}, in the caller's transaction: what is rolled back is never sent.
 */
public interface Outbox {

    /**
     * Takes a letter. To somebody without a usable address it becomes a row of the log only (state unaddressed).
     *
     * @return id of the mail; empty when a letter of this key was taken before
     */
    Optional<String> put(Letter letter);

    /** Ids of the person's mails that have not gone out yet, whatever keeps them: waiting, being retried, or failed. */
    Collection<String> unsent(String recipient);

    /** A newer mail says what these say; those of them that have not gone out will not. */
    void merge(Collection<String> mailIds, String into);

    /** Nothing of what these say is open any more; those of them that have not gone out will not. */
    void drop(Collection<String> mailIds);

    /** What has not reached its people lately, and nothing newer has. */
    Stuck stuck();

    /**
     * Mails of the last days, by what keeps them.
     *
     * @param recipients login names, each once
     * @param failed how many will not be tried again by themselves
     * @param unconfirmed of how many nobody knows whether they came
     * @param retried how many are tried again and again
     * @param problem why the last of them did not go out, in Chinese
     */
    record Stuck(List<String> recipients, int failed, int unconfirmed, int retried, String problem) {}
}
