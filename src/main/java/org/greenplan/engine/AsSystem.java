package org.greenplan.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;

/**
 * Runs engine calls of our own code without the current person's rights, and gives these back afterwards. The one way to be the system while somebody's
 * request is served.
 */
public final class AsSystem {

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private AsSystem() {}

    public static <T> T call(IdentityService identity, Supplier<T> work) {
        Authentication current = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        DEPTH.set(DEPTH.get() + 1);
        try {
            return work.get();
        } finally {
            if (DEPTH.get() == 1) {
                DEPTH.remove();
            } else {
                DEPTH.set(DEPTH.get() - 1);
            }
            if (current != null) {
                identity.setAuthentication(current);
            }
        }
    }

    static boolean isOn() {
        return DEPTH.get() > 0;
    }
}
