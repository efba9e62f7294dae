package org.greenplan.engine;

import java.util.Set;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;

/** What Welcome asks for itself, with our rules before it. */
public class WelcomeApi extends WelcomeApplication {

    @Override
    public Set<Class<?>> getClasses() {
        return RestDoor.before(super.getClasses());
    }
}
