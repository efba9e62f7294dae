package org.greenplan.reminder;

import java.util.SortedSet;
import java.util.TreeSet;
import org.greenplan.task.OpenTask;
import org.greenplan.task.Step;

/** What waits at a unit: numbers, and no more than the keys of measures. */
final class UnitLoad {

    private int forClerks;
    private int forSupervisors;
    private final SortedSet<String> measuresOfClerks = new TreeSet<>();
    private final SortedSet<String> measures = new TreeSet<>();
    private final SortedSet<String> measuresToSign = new TreeSet<>();

    void add(OpenTask task) {
        if (task.forSupervisor()) {
            forSupervisors++;
        } else {
            forClerks++;
        }
        String measure = task.measureKey();
        if (measure == null) {
            return;
        }
        measures.add(measure);
        if (!task.forSupervisor()) {
            measuresOfClerks.add(measure);
        }
        if (Step.APPROVE_REPORT.is(task.key())) {
            measuresToSign.add(measure);
        }
    }

    int forClerks() {
        return forClerks;
    }

    int forSupervisors() {
        return forSupervisors;
    }

    int all() {
        return forClerks + forSupervisors;
    }

    SortedSet<String> measuresOfClerks() {
        return measuresOfClerks;
    }

    /** Of all tasks. */
    SortedSet<String> measures() {
        return measures;
    }

    /** In which a report of this unit waits for a signature. */
    SortedSet<String> measuresToSign() {
        return measuresToSign;
    }
}
