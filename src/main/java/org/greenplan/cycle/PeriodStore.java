package org.greenplan.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenplan.calendar.Cadence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the plan's one calendar of periods. */
@Repository
class PeriodStore {

    private final JdbcClient jdbc;

    PeriodStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Period get(String id) {
        return jdbc.sql("select * from period where id = ?")
                .param(id)
                .query(PeriodStore::period)
                .single();
    }

    /** In order; at least one. */
    List<Period> of(int planYear, Cadence cadence) {
        return jdbc.sql("select * from period where plan_year = ? and cadence = ? order by ordinal")
                .params(planYear, cadence.name())
                .query(PeriodStore::period)
                .list();
    }

    /** The period that is open on a date; the first before the year, the last after it. */
    Period fitting(int planYear, Cadence cadence, LocalDate date) {
        List<Period> all = of(planYear, cadence);
        Period fits = all.get(0);
        for (Period period : all) {
            if (!period.opens().isAfter(date)) {
                fits = period;
            }
        }
        return fits;
    }

    Optional<Period> next(Period period) {
        return jdbc.sql(
                        "select * from period where plan_year = ? and cadence = ? and ordinal > ? order by ordinal limit 1")
                .params(period.planYear(), period.cadence(), period.ordinal())
                .query(PeriodStore::period)
                .optional();
    }

    /** Of a row with the columns of the table {@code period}. */
    static Period period(ResultSet row, int number) throws SQLException {
        return new Period(
                row.getString("id"),
                row.getInt("plan_year"),
                row.getString("cadence"),
                row.getInt("ordinal"),
                row.getString("name"),
                row.getObject("opens", LocalDate.class),
                row.getObject("due", LocalDate.class),
                row.getBoolean("is_last"));
    }
}
