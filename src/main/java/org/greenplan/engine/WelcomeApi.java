package org.greenplan.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;

/** What Welcome asks for itself, with our rules before it. */
public class WelcomeApi extends WelcomeApplication {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        classes.add(RestDoor.class);
        classes.add(RestRuleFilter.class);
        return classes;
    }
}
