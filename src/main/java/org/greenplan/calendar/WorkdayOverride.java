package org.greenplan.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day that is not what its weekday says, as our own table has it.
 *
 * @param day the day
 * @param kind whether people work on it
 * @param holiday the holiday that causes it, for example 国庆节
 * @param source the notice that says so
 */
public record WorkdayOverride(LocalDate day, Kind kind, @Nullable String holiday, @Nullable String source) {

    /** What an overridden day is. */
    public enum Kind {
        /** 放假 */
        HOLIDAY("holiday"),
        /** 上班, for example a Saturday in exchange for a holiday (调休). */
        WORKDAY("workday");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The word that stands in the table and in the CSV file. */
        public String code() {
            return code;
        }

        static @Nullable Kind ofCode(String code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            return null;
        }
    }
}
