package org.greenplan.web;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests are held in memory now, of all people together. */
final class BodiesInMemory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodiesInMemory(long most) {
        this.most = most;
    }

    /** Whether there is room for these bytes too; they count until they are released, whatever the answer. */
    boolean hold(int bytes) {
        return held.addAndGet(bytes) <= most;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
