package org.greenplan.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What a refused client still sends. It is read and dropped for a moment, since who is still sending when the connection
 * closes never reads why; not for longer, and nobody is waited for. Each holds a thread meanwhile, so there are few at
 * once, of one address and in all; who is one too many, or sends slowly, is cut off.
 */
final class UnreadRest {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private static final int MOST_PER_ADDRESS = 10;
    private static final int MOST = 40;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final WaitingRoom ofEach = new WaitingRoom(MOST_PER_ADDRESS);
    private final Semaphore all = new Semaphore(MOST);
    private final Pace pace;

    /** @param perSecond how much of it has to come to be worth a thread */
    UnreadRest(DataSize perSecond) {
        this.pace = new Pace(GRACE, perSecond);
    }

    /** @param address where it comes from, {@code null} when nobody is held responsible */
    void drop(Request request, InputBuffer body, @Nullable String address) {
        if (ofEach.enter(address)) {
            try {
                if (all.tryAcquire()) {
                    try {
                        read(request, body);
                    } finally {
                        all.release();
                    }
                }
            } finally {
                ofEach.leave(address);
            }
        }
        if (!isEmpty(request)) {
            // the server would wait for the rest itself before it closes
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private void read(Request request, InputBuffer body) {
        ApplicationBufferHandler nowhere = new Nowhere();
        long since = System.nanoTime();
        long end = since + LONGEST;
        long silentUntil = since + SILENCE;
        long read = 0;
        try {
            while (System.nanoTime() - Math.min(end, silentUntil) < 0
                    && !pace.isTooSlow(read, System.nanoTime() - since)
                    && !isEmpty(request)) {
                request.action(ActionCode.AVAILABLE, true);
                if (request.getAvailable() > 0) {
                    int bytes = body.doRead(nowhere);
                    if (bytes < 0) {
                        return;
                    }
                    read += bytes;
                    silentUntil = System.nanoTime() + SILENCE;
                } else {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            }
        } catch (IOException gone) {
            // Whoever sent it is no longer there to hear the refusal.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean isEmpty(Request request) {
        AtomicBoolean atItsEnd = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, atItsEnd);
        return atItsEnd.get();
    }

    private static final class Nowhere implements ApplicationBufferHandler {

        private @Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // what is read is not kept
        }
    }
}
