package org.greenplan.report;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.greenplan.calendar.Times;

/**
 * That what is signed now came back once before: who signs again sees what they said then.
 *
 * @param what which draft, or how it read; empty where neither says more
 */
public record EarlierReturn(String what, String opinion, String byName, OffsetDateTime at) {

    public static EarlierReturn of(String what, Signatures.Signed signed) {
        return new EarlierReturn(
                what, Objects.requireNonNullElse(signed.opinion(), ""), signed.signerName(), signed.signedAt());
    }

    /** When, in words. */
    public String atText() {
        return Times.minute(at);
    }
}
