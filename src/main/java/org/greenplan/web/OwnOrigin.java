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

/** A browser that remembers a name and a password may be made by another site to send them; a program names no origin. */
final class OwnOrigin extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final PublicAddress address;

    OwnOrigin(PublicAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || READING.contains(request.getMethod()) || origin.equals(address.publicAddress())) {
            chain.doFilter(request, response);
        } else {
            Refusal.write(
                    request, response, RuleViolation.forbidden("foreign-origin", "请求不是从本系统页面发出的，已拒绝。请在本系统页面中操作。"));
        }
    }
}
