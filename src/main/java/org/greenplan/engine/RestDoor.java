package org.greenplan.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody to the engine's REST and to the web applications' interfaces whom the engine does not know, whatever stands
 * before them. Earlier than {@link RestRuleFilter}: what leads to an operation already asks the engine.
 */
@PreMatching
public class RestDoor implements ContainerRequestFilter {

    /** What stands before every operation of an application. */
    static final Set<Class<?>> FILTERS = Set.of(RestDoor.class, RestRuleFilter.class, RestBounds.class);

    private static final String ENGINE = "default";

    /** The classes of an application with the door and the rules before them. */
    static Set<Class<?>> before(Set<Class<?>> classes) {
        Set<Class<?>> all = new HashSet<>(classes);
        all.addAll(FILTERS);
        return all;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Authentication person = person();
        HttpThread.serve(person != null);
        if (person == null) {
            request.abortWith(new RestErrors().toResponse(RuleViolation.unknownPerson("not-logged-in", "请先登录。")));
        }
    }

    /** As the engine that answers knows it. */
    static @Nullable Authentication person() {
        Authentication known =
                EngineUtil.lookupProcessEngine(ENGINE).getIdentityService().getCurrentAuthentication();
        return known == null || known.getUserId() == null ? null : known;
    }
}
