package org.greenplan.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.greenplan.report.ReporterState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads which rows stand on which sheet; not what was reported. */
@Repository
class SheetStore {

    private static final String ENTRY =
            """
            select p.plan_year, p.due, p.name as period_name, p.opens, rr.unit_code, rr.round_id, r.measure_key,
                   rr.state, rr.due as reporter_due,
                   rr.returned_opinion is not null as returned, rep.status as report_status,
                   m.status = 'withdrawn' as withdrawn
            from round_reporter rr
            join round r on r.id = rr.round_id
            join period p on p.id = r.period_id
            join measure m on m.measure_key = r.measure_key
            join unit u on u.code = rr.unit_code
            left join report rep on rep.round_id = rr.round_id and rep.unit_code = rr.unit_code
            """;
    private static final String ORDER = " order by p.due desc, u.position, m.position, p.opens desc";

    private final JdbcClient jdbc;

    SheetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One measure in one of the sheet's periods.
     *
     * @param opens the period's first day; of periods that end together the shorter opens later
     * @param lastDay on which the unit has to report; later than the sheet's day where the report was sent back
     */
    record Entry(
            SheetKey sheet,
            String period,
            LocalDate opens,
            long roundId,
            String measureKey,
            ReporterState state,
            LocalDate lastDay) {

        /** Whether it should have left the unit by now. */
        boolean overdue(LocalDate today) {
            return state.isUnitsTurn() && lastDay.isBefore(today);
        }
    }

    /** Of all sheets, the newest day first, then unit by unit in their order. */
    List<Entry> all() {
        return jdbc.sql(ENTRY + ORDER).query(SheetStore::entry).list();
    }

    /** Of the sheets of these units. */
    List<Entry> ofUnits(Set<String> units) {
        if (units.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(ENTRY + " where rr.unit_code in (:units)" + ORDER)
                .param("units", units)
                .query(SheetStore::entry)
                .list();
    }

    /** Of one unit on one day; should two plans ever share a day, the newer plan's. Empty when there is no sheet. */
    List<Entry> of(String unitCode, LocalDate due) {
        List<Entry> entries = jdbc.sql(
                        ENTRY + " where rr.unit_code = ? and p.due = ? order by m.position, p.opens desc")
                .params(unitCode, due)
                .query(SheetStore::entry)
                .list();
        int newest = entries.stream()
                .mapToInt(entry -> entry.sheet().planYear())
                .max()
                .orElse(0);
        return entries.stream()
                .filter(entry -> entry.sheet().planYear() == newest)
                .toList();
    }

    String planTitle(int planYear) {
        return jdbc.sql("select title from plan where plan_year = ?")
                .param(planYear)
                .query(String.class)
                .single();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new SheetKey(
                        row.getInt("plan_year"), row.getString("unit_code"), row.getObject("due", LocalDate.class)),
                row.getString("period_name"),
                row.getObject("opens", LocalDate.class),
                row.getLong("round_id"),
                row.getString("measure_key"),
                ReporterState.of(
                        row.getString("state"),
                        row.getString("report_status"),
                        row.getBoolean("returned"),
                        row.getBoolean("withdrawn")),
                row.getObject("reporter_due", LocalDate.class));
    }
}
