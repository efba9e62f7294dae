package org.greenplan.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.SecurityActions;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.greenplan.web.Doorkeeper;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine, for the time of one request, who is at the door. Camunda's web applications hear it too, and keep
 * nothing of it in the session: parallel first requests would collide there, and groups would stay as they were.
 */
class CurrentPerson extends OncePerRequestFilter {

    /** Rights at the door that are not of the engine. */
    private static final Set<String> NO_GROUPS =
            Set.of(Doorkeeper.ADMINISTRATOR, Doorkeeper.PERSON, Doorkeeper.PASSWORD_DUE);

    private final ProcessEngine engine;

    CurrentPerson(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(request.getUserPrincipal() instanceof Authentication person)) {
            chain.doFilter(request, response);
            return;
        }
        List<String> groups = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(group -> !NO_GROUPS.contains(group))
                .toList();
        if (isOfTheWebApplications(request)) {
            throughTheWebApplications(person.getName(), groups, request, response, chain);
            return;
        }
        engine.getIdentityService().setAuthentication(person.getName(), groups, List.of());
        try {
            chain.doFilter(request, response);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private void throughTheWebApplications(
            String id, List<String> groups, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentications known = new Authentications();
        UserAuthentication person = AuthenticationUtil.createAuthentication(engine, id, groups, List.of());
        if (person != null) {
            known.addOrReplace(person);
        }
        Authentications.setCurrent(known);
        try {
            SecurityActions.runWithAuthentications(
                    () -> {
                        chain.doFilter(request, response);
                        return null;
                    },
                    known);
        } finally {
            Authentications.clearCurrent();
        }
    }

    private static boolean isOfTheWebApplications(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/camunda/app/") || path.startsWith("/camunda/api/");
    }
}
