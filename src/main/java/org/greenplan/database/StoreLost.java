package org.greenplan.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the process when H2 has closed its file, as it does for good after a write that failed: nothing can be done any
 * more, and a new start finds everything that was answered. Whoever watches over the service starts it again.
 */
@Component
class StoreLost {

    /** The exit code: "input/output error" of sysexits.h. */
    static final int EXIT_CODE = 74;

    private static final Logger LOG = LoggerFactory.getLogger(StoreLost.class);

    private final IntConsumer exit;
    private final Duration grace;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean lost;

    @Autowired
    StoreLost() {
        // without shutdown hooks: they would wait for the database
        this(Runtime.getRuntime()::halt, Duration.ofSeconds(1));
    }

    /**
     * @param exit ends the process, with a code
     * @param grace for the answers and log lines that are under way
     */
    StoreLost(IntConsumer exit, Duration grace) {
        this.exit = exit;
        this.grace = grace;
    }

    /** Somebody met this failure; nothing happens if the file is still open, or when the application stops anyway. */
    void noticed(H2Store store, SQLException failure) {
        if (!store.isClosed() || !over.compareAndSet(false, true)) {
            return;
        }
        lost = true;
        LOG.error(
                "the database has closed its file after a failure; this process ends with code {} and has to be started"
                        + " again (is the disk full?)",
                EXIT_CODE,
                failure);
        Thread end = new Thread(this::end, "database lost");
        end.setDaemon(true);
        end.start();
    }

    /** The process is about to end. */
    boolean isLost() {
        return lost;
    }

    /** From now on a closed file is meant to be closed. */
    @EventListener(ContextClosedEvent.class)
    public void onStop() {
        over.set(true);
    }

    private void end() {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exit.accept(EXIT_CODE);
    }
}
