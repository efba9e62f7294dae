package org.greenplan.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.greenplan.task.RuleViolation;
import org.springframework.web.util.HtmlUtils;

/**
 * The answer of a filter, where no page and no interface is reached: the documented JSON object for programs, a page for
 * people. Asks neither the database nor the engine.
 */
final class Refusal {

    /** In seconds: when it is worth asking again. */
    private static final String SOON = "5";

    private static final String PAGE = page();

    private Refusal() {}

    static void write(HttpServletRequest request, HttpServletResponse response, RuleViolation violation)
            throws IOException {
        response.setStatus(violation.kind().status());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (violation.kind() == RuleViolation.Kind.UNAVAILABLE || violation.kind() == RuleViolation.Kind.TOO_MANY) {
            response.setHeader("Retry-After", SOON);
        }
        if (isForPrograms(request)) {
            response.setContentType("application/json");
            response.getWriter()
                    .write("{\"type\":\"RuleViolation\",\"code\":\"%s\",\"message\":\"%s\",\"errors\":[]}"
                            .formatted(json(violation.code()), json(violation.getMessage())));
        } else {
            response.setContentType("text/html");
            response.getWriter().write(PAGE.replace("{message}", HtmlUtils.htmlEscape(violation.getMessage())));
        }
    }

    /** Whether the address is one that programs call; all others are pages. */
    static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return Stream.of("/api/", "/engine-rest/", "/camunda/api/").anyMatch(path::startsWith);
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String page() {
        try (InputStream page = Refusal.class.getResourceAsStream("/templates/error/refused-plain.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
