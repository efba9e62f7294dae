package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The measures of the shared plan that no test names. A test that needs one, whichever it is, takes it here. It waits for
 * its 任务分解, in which most of them want towns to be picked.
 */
public final class Measures {

    static final List<String> UNNAMED =
            List.of("2026-23-01", "2026-26-01", "2026-28-01", "2026-28-02", "2026-31-01", "2026-31-02", "2026-32-01");

    private static final Deque<String> FREE = new ArrayDeque<>(UNNAMED);

    private Measures() {}

    /** A measure that nobody has touched, and that nobody else is given. */
    public static String free() {
        assertThat(FREE).as("measures that are left").isNotEmpty();
        return FREE.remove();
    }
}
