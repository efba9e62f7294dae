package org.greenplan.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;

/** What Tasklist asks for itself, with our rules before it. */
public class TasklistApi extends TasklistApplication {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        classes.add(RestDoor.class);
        classes.add(RestRuleFilter.class);
        return classes;
    }
}
