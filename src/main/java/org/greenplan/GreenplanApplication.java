package org.greenplan;

import java.time.Duration;
import java.util.TimeZone;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Greenplan. The JVM's zone is set here because the engine's cron timers run in it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class GreenplanApplication {

    /** The one time zone of the district. */
    public static final String ZONE = "Asia/Shanghai";

    private static final Duration LONGEST_END = Duration.ofSeconds(35);
    private static final int BROKEN_OFF = 3;

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
        Runtime.getRuntime().addShutdownHook(new Thread(GreenplanApplication::endInTime));
        SpringApplication.run(GreenplanApplication.class, args);
    }

    /**
     * Who stops the system is not kept waiting by a database or a mail server that says nothing. Whatever is broken off then is undone by the database,
     * as after a kill.
     */
    private static void endInTime() {
        Thread last = new Thread(() -> {
            LockSupport.parkNanos(LONGEST_END.toNanos());
            Runtime.getRuntime().halt(BROKEN_OFF);
        });
        last.setDaemon(true);
        last.start();
    }
}
