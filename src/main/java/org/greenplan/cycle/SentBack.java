package org.greenplan.cycle;

import java.time.OffsetDateTime;
import org.greenplan.report.Signatures;
import org.jspecify.annotations.Nullable;

/** Why something came back, as forms show it on top. */
record SentBack(String byName, OffsetDateTime at, @Nullable String opinion) {

    static SentBack of(Signatures.Signed signed) {
        return new SentBack(signed.signerName(), signed.signedAt(), signed.opinion());
    }
}
