package org.greenplan;

import java.util.TimeZone;
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

    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
        SpringApplication.run(GreenplanApplication.class, args);
    }
}
