package org.greenplan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.greenplan.database.DatabaseLost;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in our form that the database was not reached, whoever met it: the first is Spring Session, so this stands before
 * it. While the database is known to be gone nobody waits for it any more.
 */
final class WithoutDatabase extends OncePerRequestFilter {

    /** What the answer is drawn with. */
    private static final String STYLE = "/css/";

    private final DatabaseLost database;

    WithoutDatabase(DatabaseLost database) {
        this.database = database;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (database.isGone() && !request.getRequestURI().startsWith(STYLE)) {
            Refusal.write(request, response, DatabaseLost.refusal());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted() || !database.met(e)) {
                throw e;
            }
            response.reset();
            Refusal.write(request, response, DatabaseLost.refusal());
        }
    }
}
