package org.greenplan.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;

/** The engine's REST inside the web applications, with our rules before it and our answer to a broken one. */
public class TasklistEngineApi extends EngineRestApplication {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        classes.add(RestErrors.class);
        classes.addAll(UnreadableJson.MAPPERS);
        classes.addAll(RestDoor.FILTERS);
        return classes;
    }
}
