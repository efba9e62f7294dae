package org.greenplan.engine;

import java.util.Set;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;

/** What Cockpit asks for itself, with our rules before it. */
public class CockpitApi extends CockpitApplication {

    @Override
    public Set<Class<?>> getClasses() {
        return RestDoor.before(super.getClasses());
    }
}
