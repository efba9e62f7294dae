package org.greenplan.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.greenplan.task.RuleViolation;
import org.greenplan.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Lets nobody onto our own pages and /api but who is logged in: by Tasklist's session, else by HTTP Basic, which leaves
 * no session behind. A change must come from our own pages (Origin), so another site cannot make a browser send one.
 */
class LoginFilter extends OncePerRequestFilter {

    static final String[] PATHS = {
        "/api/*",
        "/measures",
        "/measures/*",
        "/plans/*",
        "/collectives/*",
        "/tables/*",
        "/tasks/*",
        "/reminders/*",
        "/platform",
        "/platform/*"
    };

    private static final String ENGINE = "default";
    private static final String LOGIN = "/camunda/app/tasklist/default/#/login";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final IdentityService identity;

    LoginFilter(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = sessionUser(request);
        boolean bySession = user != null;
        if (user == null) {
            user = basicUser(request);
        }
        if (user == null) {
            refuse(request, response);
            return;
        }
        if (!READING.contains(request.getMethod()) && !fromOurPages(request, bySession)) {
            Refusal.write(
                    request, response, RuleViolation.forbidden("foreign-origin", "请求不是从本系统页面发出的，已拒绝。请在本系统页面中操作。"));
            return;
        }
        String id = user;
        List<String> groups = identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(id, groups);
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.setHeader("Referrer-Policy", "same-origin");
            response.setHeader("Cache-Control", "no-store");
            chain.doFilter(new LoggedIn(request, id), response);
        } finally {
            identity.clearAuthentication();
        }
    }

    private @Nullable String sessionUser(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Authentications all = AuthenticationUtil.getAuthsFromSession(session);
        Authentication here = all.getAuthenticationForProcessEngine(ENGINE);
        if (here == null) {
            return null;
        }
        String id = here.getIdentityId();
        return identity.createUserQuery().userId(id).count() == 1 ? id : null;
    }

    private @Nullable String basicUser(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1) {
                return null;
            }
            String id = pair.substring(0, colon);
            return identity.checkPassword(id, pair.substring(colon + 1)) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean fromOurPages(HttpServletRequest request, boolean bySession) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return !bySession || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
        }
        try {
            URI uri = URI.create(origin);
            int port = uri.getPort() != -1 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return request.getServerName().equalsIgnoreCase(uri.getHost()) && port == request.getServerPort();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"greenplan\"");
            Refusal.write(request, response, RuleViolation.unknownPerson("not-logged-in", "请先登录。"));
            return;
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String back = UriUtils.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
        response.sendRedirect(LOGIN + "?back=" + back);
    }

    private static final class LoggedIn extends HttpServletRequestWrapper {

        private final String user;

        LoggedIn(HttpServletRequest request, String user) {
            super(request);
            this.user = user;
        }

        @Override
        public String getRemoteUser() {
            return user;
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> user;
        }
    }
}
