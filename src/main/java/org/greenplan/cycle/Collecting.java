package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure whose reports are collected in a period; or, where somebody asks for just this one, are not.
 *
 * @param due the last day on which a unit that is asked has to report; null before its first period
 * @param refusal why this person cannot end its collection now, in Chinese; empty when they can
 * @param reporters how many units report
 * @param unreported those that have not
 */
public record Collecting(
        String key,
        String title,
        String period,
        @Nullable LocalDate due,
        boolean overdue,
        String refusal,
        int reporters,
        List<Unreported> unreported) {

    public boolean mayEnd() {
        return refusal.isEmpty();
    }

    public int reported() {
        return reporters - unreported.size();
    }
}
