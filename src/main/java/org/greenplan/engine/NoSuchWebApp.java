package org.greenplan.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** A web application or an engine that is not there is not found. Camunda's own filter would fail on it. */
final class NoSuchWebApp extends OncePerRequestFilter {

    static final String PATHS = "/camunda/app/*";

    private static final Pattern START = Pattern.compile("/camunda/app/[^/]+/[^/]+/(index\\.html|setup/?)?");
    private static final Pattern OURS =
            Pattern.compile("/camunda/app/(tasklist|admin|cockpit|welcome)/default/(index\\.html|setup/?)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        if (START.matcher(path).matches() && !OURS.matcher(path).matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }
}
