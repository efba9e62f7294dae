package org.greenplan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Another site may make a browser send a change with the password that it remembers, or with the session's cookie and a
 * token that the other site has put beside it, which a sibling of our domain can. The browser tells where a change comes
 * from; a program does not.
 */
final class OwnOrigin extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Set<String> OURSELVES = Set.of("same-origin", "none");

    private final PublicAddress address;

    OwnOrigin(PublicAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            Refusal.write(
                    request, response, RuleViolation.forbidden("foreign-origin", "请求不是从本系统页面发出的，已拒绝。请在本系统页面中操作。"));
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String site = request.getHeader("Sec-Fetch-Site");
        return (origin == null || address.isOrigin(origin, FrontValve.calledAs(request)))
                && (site == null || OURSELVES.contains(site));
    }
}
