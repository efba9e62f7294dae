package org.greenplan.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps stack traces out of the log that say nothing but that the database was not reached: the engine's jobs, the mails
 * and the sessions each try again every few seconds while it is gone. What there is to say {@link DatabaseLost} says once.
 */
@Component
class QuietLog extends TurboFilter {

    private static final String OURS = QuietLog.class.getPackageName();

    private final DatabaseLost database;

    QuietLog(DatabaseLost database) {
        this.database = database;
    }

    /** Not before: why a start fails is said in full. */
    @EventListener(ApplicationReadyEvent.class)
    public void onReady() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(this);
    }

    /** Late: requests, jobs and mails that end with the application may still meet a database that is gone. */
    @PreDestroy
    public void onEnd() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().remove(this);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        Throwable failure = thrown != null ? thrown : last(parameters);
        return failure != null
                        && level.isGreaterOrEqual(Level.WARN)
                        && !logger.getName().startsWith(OURS)
                        && database.met(failure)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    /** Where a failure stands when a message has parameters before it. */
    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }
}
