package org.greenplan.cycle;

import java.time.LocalDate;

/** A reporting period of a plan as stored (报送期次). */
record Period(
        String id,
        int planYear,
        String cadence,
        int ordinal,
        String name,
        LocalDate opens,
        LocalDate due,
        boolean last) {}
