package org.greenplan.cycle;

import org.greenplan.directory.People;
import org.springframework.stereotype.Component;

/** The plan office's groups, as the processes ask for them. */
@Component("planOffice")
public class PlanOffice {

    /** For the processes: the group of its clerks. */
    public String staff() {
        return People.PLAN_OFFICE + "Staff";
    }

    /** For the processes: the group of its supervisors. */
    public String supervisors() {
        return People.PLAN_OFFICE + "Supervisor";
    }
}
