package org.greenplan.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;
import org.greenplan.engine.RestRules.Audience;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every operation of the engine's REST, when it is known which one a request has reached: however its path was spelled, the rule is the
 * operation's. What is refused to everybody is so before anything of the engine runs.
 */
public class RestRuleFilter implements ContainerRequestFilter {

    private static final RestRules RULES = new RestRules();

    /** Where the engine's own REST is; the other web applications' paths are named whole. */
    private static final List<String> ENGINES_OWN = List.of("/engine-rest", "/camunda/api/engine");

    @Override
    public void filter(ContainerRequestContext request) {
        Audience audience = RULES.audience(operation(request)).orElse(Audience.NOBODY);
        RuleViolation refusal =
                switch (audience) {
                    case EVERYBODY -> null;
                    case ADMINISTRATOR ->
                        isAdministrator(RestDoor.person())
                                ? null
                                : RuleViolation.forbidden("not-yours", "这项操作只对系统管理员开放。");
                    case NOBODY -> RuleViolation.forbidden("not-by-hand", "这项操作不能直接进行：任务只能认领、转交、退回认领和办理。");
                };
        if (refusal != null) {
            request.abortWith(new RestErrors().toResponse(refusal));
        }
    }

    private static boolean isAdministrator(@Nullable Authentication person) {
        return person != null
                && person.getGroupIds() != null
                && person.getGroupIds().contains(GroupIds.ADMINISTRATORS);
    }

    /** The verb of a HEAD is answered by the operation that reads. */
    private static String operation(ContainerRequestContext request) {
        ExtendedUriInfo uri = (ExtendedUriInfo) request.getUriInfo();
        List<UriTemplate> templates = new ArrayList<>(uri.getMatchedTemplates());
        Collections.reverse(templates);
        String base = uri.getBaseUri().getPath().replaceAll("/+$", "");
        String path = templates.stream().map(UriTemplate::getTemplate).collect(Collectors.joining());
        String verb = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return RestRules.key(verb, ENGINES_OWN.contains(base) ? path : base + path);
    }
}
