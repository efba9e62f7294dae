package org.greenplan.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.greenplan.calendar.WorkdayImport;
import org.greenplan.calendar.WorkdayReading;
import org.greenplan.directory.DirectorySeed;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the first start loads: working days, units and names, and the plan. Later starts find it and change nothing. */
@Component
@Order(PlanSeed.FIRST)
public class PlanSeed implements ApplicationRunner {

    /** Before people and before a launch, which both rest on it. */
    static final int FIRST = 10;

    private static final String WORKDAYS = "seeds/workdays-cn.csv";

    private final JdbcClient jdbc;
    private final WorkdayImport workdays;
    private final DirectorySeed directory;
    private final PlanImport plan;
    private final int year;

    PlanSeed(
            JdbcClient jdbc,
            WorkdayImport workdays,
            DirectorySeed directory,
            PlanImport plan,
            @Value("${greenplan.seed-year:2026}") int year) {
        this.jdbc = jdbc;
        this.workdays = workdays;
        this.directory = directory;
        this.plan = plan;
        this.year = year;
    }

    /** The year of the plan that comes with the application. */
    public int year() {
        return year;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        seed();
    }

    /**
     * Loads what is not there yet.
     *
     * @return whether the plan came in now
     */
    public boolean seed() {
        seedWorkdays();
        directory.seed(year);
        return plan.importPlan(year);
    }

    private void seedWorkdays() {
        if (jdbc.sql("select count(*) from workday").query(Integer.class).single() > 0) {
            return;
        }
        try {
            WorkdayReading.Result read =
                    workdays.load(new ClassPathResource(WORKDAYS).getContentAsString(StandardCharsets.UTF_8));
            if (!read.problems().isEmpty()) {
                throw new IllegalStateException(WORKDAYS + ": " + String.join("；", read.problems()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + WORKDAYS, e);
        }
    }
}
