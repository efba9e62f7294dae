package org.greenplan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.greenplan.database.DatabaseLost;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in our form that the database was not reached, whoever met it: the first is Spring Session, so this stands before
 * it. While the database is known to be gone nobody waits for it any more.
 */
final class WithoutDatabase extends OncePerRequestFilter {

    /** What the answer is drawn with. Open to everybody, so nobody's session is looked up for it. */
    private static final Set<String> STYLES = Set.of("/css/greenplan.css", "/css/palette.css");

    private static final String SESSION = "SESSION";

    private final DatabaseLost database;

    WithoutDatabase(DatabaseLost database) {
        this.database = database;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (STYLES.contains(request.getRequestURI())) {
            chain.doFilter(new OfNobody(request), response);
            return;
        }
        if (database.isGone()) {
            Refusal.write(request, response, DatabaseLost.refusal());
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted() || !database.met(e)) {
                throw e;
            }
            AnswerHeaders.reset(response);
            Refusal.write(request, response, DatabaseLost.refusal());
        }
    }

    /** A request that names no session. */
    private static final class OfNobody extends HttpServletRequestWrapper {

        OfNobody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Cookie @Nullable [] getCookies() {
            Cookie[] all = super.getCookies();
            return all == null
                    ? null
                    : Arrays.stream(all)
                            .filter(cookie -> !cookie.getName().equals(SESSION))
                            .toArray(Cookie[]::new);
        }
    }
}
