package org.greenplan.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.greenplan.DemoPeople;
import org.greenplan.TestDatabase;
import org.greenplan.audit.Audit;
import org.greenplan.calendar.CalendarSettings;
import org.greenplan.calendar.ReportingCalendar;
import org.greenplan.calendar.WorkdayImport;
import org.greenplan.calendar.WorkdayOverrides;
import org.greenplan.calendar.WorkdayTable;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.Directory;
import org.greenplan.directory.DirectorySeed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plan's room over a database of its own, wired by hand. */
public final class PlanTables {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-10T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    public final JdbcClient jdbc = TestDatabase.create();
    public final DemoPeople people = new DemoPeople();
    public final Audit audit = new Audit(jdbc, people, CLOCK);
    public final Directory directory = new Directory(jdbc);
    public final MeasureCatalogue catalogue = new MeasureCatalogue(jdbc, new ObjectMapper());
    public final MeasureRights rights = new MeasureRights(jdbc, people);
    public final ImportReports reports = new ImportReports(jdbc);
    public final GroupMembers groupMembers;
    public final PlanSeed seed;

    public PlanTables() {
        UnitsInForce unitsInForce = new UnitsInForce(jdbc, catalogue, directory);
        groupMembers =
                new GroupMembers(jdbc, directory, unitsInForce, new Timeline(jdbc, people, CLOCK), people, audit);
        WorkdayOverrides overrides = WorkdayTable.over(jdbc);
        WorkingDays workingDays = new WorkingDays(overrides, CLOCK);
        PlanImport plan = new PlanImport(
                jdbc,
                directory,
                new ReportingCalendar(workingDays, new CalendarSettings(25, 10)),
                unitsInForce,
                new ObjectMapper(),
                CLOCK,
                audit);
        seed = new PlanSeed(jdbc, new WorkdayImport(overrides, workingDays), new DirectorySeed(jdbc), plan, 2026);
    }

    /** A database into which the 2026 plan has come. */
    public static PlanTables seeded() {
        PlanTables tables = new PlanTables();
        tables.seed.seed();
        return tables;
    }
}
