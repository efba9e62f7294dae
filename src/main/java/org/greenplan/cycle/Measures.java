package org.greenplan.cycle;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Participation;
import org.greenplan.plan.RoleEntry;
import org.springframework.stereotype.Component;

/** What the processes ask of a measure: who leads, who signs, what was decided on its assignment. */
@Component("measures")
public class Measures {

    private final MeasureCatalogue catalogue;
    private final AssignmentStore assignments;
    private final Directory directory;

    Measures(MeasureCatalogue catalogue, AssignmentStore assignments, Directory directory) {
        this.catalogue = catalogue;
        this.assignments = assignments;
        this.directory = directory;
    }

    /** For the process: the clerks' group of the coordinating lead. */
    public String leadStaff(DelegateExecution execution) {
        return leadOf(key(execution)) + "Staff";
    }

    /** For the process: the supervisors' group of the coordinating lead. */
    public String leadSupervisors(DelegateExecution execution) {
        return leadOf(key(execution)) + "Supervisor";
    }

    public String unitName(String unitCode) {
        return directory.nameOf(unitCode);
    }

    /** For the process: whether the newest assignment differs from the plan and so needs a signature. */
    public boolean assignmentDiffers(DelegateExecution execution) {
        return assignments.newest(key(execution)).differs();
    }

    public boolean assignmentApproved(DelegateExecution execution) {
        return assignments.newest(key(execution)).status().equals("in_force");
    }

    Measure get(String measureKey) {
        return catalogue.find(measureKey).orElseThrow();
    }

    /** The coordinating lead's code: of the roles in force, the published one before any assignment. */
    String leadOf(String measureKey) {
        return catalogue.rolesInForce(measureKey).stream()
                .filter(entry -> entry.participation() == Participation.COORDINATE)
                .map(RoleEntry::unitCode)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("measure %s has no lead".formatted(measureKey)));
    }

    /** Units that hand in reports, each once, in the order of their roles. */
    List<String> reporters(String measureKey) {
        return withParticipation(measureKey, Participation.REPORT);
    }

    /** Units that are asked for an opinion, each once. */
    List<String> confirmers(String measureKey) {
        return withParticipation(measureKey, Participation.CONFIRM);
    }

    boolean leadReportsAlone(String measureKey) {
        return Set.copyOf(reporters(measureKey)).equals(Set.of(leadOf(measureKey)));
    }

    private List<String> withParticipation(String measureKey, Participation participation) {
        return catalogue.rolesInForce(measureKey).stream()
                .filter(entry -> entry.participation() == participation)
                .map(RoleEntry::unitCode)
                .distinct()
                .collect(Collectors.toList());
    }

    static String key(DelegateExecution execution) {
        return (String) execution.getVariable(CycleVariables.MEASURE_KEY);
    }
}
