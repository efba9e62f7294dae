package org.greenplan.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, counted and timed while it is read, whoever reads it and by whatever means. Who reads too much, or
 * would wait for too long, gets an exception, and what is then answered is the refusal, whatever the reader makes of it.
 */
final class BoundedBody implements InputBuffer, AutoCloseable {

    /**
     * What all bodies share.
     *
     * @param memory what they hold
     * @param waiting who waits for them
     * @param pace at which they have to come
     */
    record Shared(BodiesInMemory memory, WaitingRoom waiting, Pace pace) {}

    private final InputBuffer body;
    private final BodyBounds.Bound bound;
    private final Shared shared;
    private final @Nullable String address;
    private final Runnable onRefusal;
    private long read;
    private long held;
    private long waitedNanos;
    private @Nullable RuleViolation refused;

    /**
     * @param address where it comes from, {@code null} when nobody is held responsible
     * @param onRefusal done once, before the reader gets the exception
     */
    BoundedBody(InputBuffer body, BodyBounds.Bound bound, Shared shared, @Nullable String address, Runnable onRefusal) {
        this.body = body;
        this.bound = bound;
        this.shared = shared;
        this.address = address;
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
            int bytes = await(handler);
            if (refused == null && bytes > 0) {
                refused = count(bytes);
            }
            if (refused == null) {
                return bytes;
            }
            onRefusal.run();
        }
        throw new IOException("no more is read: " + refused.code());
    }

    private int await(ApplicationBufferHandler handler) throws IOException {
        if (!shared.waiting().enter(address)) {
            refused = RuleViolation.tooMany("too-many-at-once", "从您所在地址同时发来的请求太多，没有接收。请稍候再试。");
            return 0;
        }
        long since = System.nanoTime();
        try {
            return body.doRead(handler);
        } catch (SocketTimeoutException silence) {
            refused = tooSlow();
            return 0;
        } finally {
            shared.waiting().leave(address);
            waitedNanos += System.nanoTime() - since;
        }
    }

    private @Nullable RuleViolation count(int bytes) {
        read += bytes;
        if (read > bound.bytes()) {
            return RuleViolation.tooLarge("too-large", bound.sentence());
        }
        if (shared.pace().isTooSlow(read, waitedNanos)) {
            return tooSlow();
        }
        if (bound.inMemory()) {
            held += bytes;
            if (!shared.memory().hold(bytes)) {
                return RuleViolation.unavailable("too-much-at-once", "同时提交的内容太多，系统暂时忙不过来，没有接收。请稍候再提交一次。");
            }
        }
        return null;
    }

    private static RuleViolation tooSlow() {
        return RuleViolation.tooSlow("too-slow", "内容没有在规定时间内收全，没有接收。请检查网络后再提交一次。");
    }

    @Override
    public int available() {
        return body.available();
    }

    /** The request is done with. */
    @Override
    public void close() {
        shared.memory().release(held);
        held = 0;
    }
}
