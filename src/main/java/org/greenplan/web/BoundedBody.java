package org.greenplan.web;

import java.io.IOException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, counted while it is read, whoever reads it and by whatever means. Who reads too much gets an
 * exception, and what is then answered is the refusal, whatever the reader makes of it.
 */
final class BoundedBody implements InputBuffer, AutoCloseable {

    private final InputBuffer body;
    private final BodyBounds.Bound bound;
    private final BodiesInMemory memory;
    private final Runnable onRefusal;
    private long read;
    private long held;
    private @Nullable RuleViolation refused;

    /** @param onRefusal done once, before the reader gets the exception */
    BoundedBody(InputBuffer body, BodyBounds.Bound bound, BodiesInMemory memory, Runnable onRefusal) {
        this.body = body;
        this.bound = bound;
        this.memory = memory;
        this.onRefusal = onRefusal;
    }

    /** Why nothing more is read of it. */
    @Nullable
    RuleViolation refused() {
        return refused;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (refused == null) {
            int bytes = body.doRead(handler);
            refused = bytes > 0 ? count(bytes) : null;
            if (refused == null) {
                return bytes;
            }
            onRefusal.run();
        }
        throw new IOException("no more is read: " + refused.code());
    }

    private @Nullable RuleViolation count(int bytes) {
        read += bytes;
        if (read > bound.bytes()) {
            return RuleViolation.tooLarge("too-large", bound.sentence());
        }
        if (bound.inMemory()) {
            held += bytes;
            if (!memory.hold(bytes)) {
                return RuleViolation.unavailable("too-much-at-once", "同时提交的内容太多，系统暂时忙不过来，没有接收。请稍候再提交一次。");
            }
        }
        return null;
    }

    @Override
    public int available() {
        return body.available();
    }

    /** The request is done with. */
    @Override
    public void close() {
        memory.release(held);
        held = 0;
    }
}
