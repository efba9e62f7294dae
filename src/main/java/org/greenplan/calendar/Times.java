package org.greenplan.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Dates and times as pages show them, in the district's zone. */
public final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Times() {}

    /** A day in words; empty for none. */
    public static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /** A moment to the minute; empty for none. */
    public static String minute(@Nullable OffsetDateTime time) {
        return time == null ? "" : MINUTE.format(time.atZoneSameInstant(DueDates.ZONE));
    }

    /** A moment to the second. */
    public static String second(OffsetDateTime time) {
        return SECOND.format(time.atZoneSameInstant(DueDates.ZONE));
    }

    /** The moment in a column; empty for none. */
    public static String minute(ResultSet row, String column) throws SQLException {
        return minute(row.getObject(column, OffsetDateTime.class));
    }

    /** The day in a column; empty for none. */
    public static String day(ResultSet row, String column) throws SQLException {
        return day(row.getObject(column, LocalDate.class));
    }
}
