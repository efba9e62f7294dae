package org.greenplan.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What a refused client still sends. It is read and dropped for a moment, since who is still sending when the connection
 * closes never reads why; not for longer, and nobody is waited for.
 */
final class UnreadRest {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private UnreadRest() {}

    static void drop(Request request, InputBuffer body) {
        ApplicationBufferHandler nowhere = new Nowhere();
        long end = System.nanoTime() + LONGEST;
        long silentUntil = System.nanoTime() + SILENCE;
        try {
            while (System.nanoTime() - Math.min(end, silentUntil) < 0 && !isEmpty(request)) {
                request.action(ActionCode.AVAILABLE, true);
                if (request.getAvailable() > 0) {
                    if (body.doRead(nowhere) < 0) {
                        return;
                    }
                    silentUntil = System.nanoTime() + SILENCE;
                } else {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            }
        } catch (IOException gone) {
            // Whoever sent it is no longer there to hear the refusal.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isEmpty(request)) {
                // the server would wait for the rest itself before it closes
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
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
