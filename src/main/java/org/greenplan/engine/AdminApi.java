package org.greenplan.engine;

import java.util.Set;
import org.camunda.bpm.admin.impl.web.AdminApplication;

/** What Admin asks for itself, with our rules before it. */
public class AdminApi extends AdminApplication {

    @Override
    public Set<Class<?>> getClasses() {
        return RestDoor.before(super.getClasses());
    }
}
