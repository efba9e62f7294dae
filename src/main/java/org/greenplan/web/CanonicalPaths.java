package org.greenplan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.task.RuleViolation;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses every address that could be written more simply, before anything compares it with a rule. Two parts of the
 * application that read one spelling differently are how a rule is passed by.
 */
final class CanonicalPaths extends OncePerRequestFilter {

    private static final Pattern ENCODED = Pattern.compile("%(..)?", Pattern.DOTALL);
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isCanonical(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            Refusal.write(request, response, RuleViolation.of(null, "odd-address", "网址的写法不对，没有办理。请从本系统页面进入。"));
        }
    }

    /** Whether a path, as it was sent, is the one spelling of itself. */
    static boolean isCanonical(String path) {
        if (!path.startsWith("/")
                || path.contains("//")
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.chars().anyMatch(c -> c <= ' ' || c == 0x7f)
                || DOTS.matcher(path).find()) {
            return false;
        }
        Matcher encoded = ENCODED.matcher(path);
        while (encoded.find()) {
            if (encoded.group(1) == null || !mustBeEncoded(encoded.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** What has a plain spelling, or takes part in finding the way, is not encoded; nor is a control character at all. */
    private static boolean mustBeEncoded(String hex) {
        int value;
        try {
            value = Integer.parseInt(hex.toLowerCase(Locale.ROOT), 16);
        } catch (NumberFormatException e) {
            return false;
        }
        boolean letter = value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z' || value >= '0' && value <= '9';
        return value >= ' ' && value != 0x7f && !letter && "-._~/\\;%".indexOf(value) < 0;
    }
}
