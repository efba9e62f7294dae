package org.greenplan.engine;

import java.util.Set;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;

/** What Tasklist asks for itself, with our rules before it. */
public class TasklistApi extends TasklistApplication {

    @Override
    public Set<Class<?>> getClasses() {
        return RestDoor.before(super.getClasses());
    }
}
