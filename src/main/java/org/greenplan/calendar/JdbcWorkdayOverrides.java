package org.greenplan.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes the table {@code workday}. */
@Repository
class JdbcWorkdayOverrides implements WorkdayOverrides {

    private final JdbcClient jdbc;

    JdbcWorkdayOverrides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<LocalDate, WorkdayOverride> findAll() {
        Map<LocalDate, WorkdayOverride> found = new HashMap<>();
        jdbc.sql("select calendar_date, kind, holiday, source from workday")
                .query(JdbcWorkdayOverrides::read)
                .list()
                .forEach(override -> found.put(override.day(), override));
        return Map.copyOf(found);
    }

    @Override
    @Transactional
    public void save(Collection<WorkdayOverride> days) {
        for (WorkdayOverride override : days) {
            int updated = write(
                    "update workday set kind = :kind, holiday = :holiday, source = :source where calendar_date = :day",
                    override);
            if (updated == 0) {
                write(
                        "insert into workday (calendar_date, kind, holiday, source) values (:day, :kind, :holiday, :source)",
                        override);
            }
        }
    }

    private int write(String sql, WorkdayOverride override) {
        return jdbc.sql(sql)
                .param("day", override.day())
                .param("kind", override.kind().code())
                .param("holiday", override.holiday())
                .param("source", override.source())
                .update();
    }

    private static WorkdayOverride read(ResultSet row, int number) throws SQLException {
        LocalDate day = row.getObject("calendar_date", LocalDate.class);
        Kind kind = Kind.ofCode(row.getString("kind"));
        if (kind == null) {
            throw new IllegalStateException("Table workday, day " + day + ": kind is '" + row.getString("kind")
                    + "', expected holiday or workday");
        }
        return new WorkdayOverride(day, kind, row.getString("holiday"), row.getString("source"));
    }
}
