package org.greenplan.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.greenplan.task.RuleViolation;
import org.springframework.web.util.HtmlUtils;

/**
 * The answer where no page and no interface is reached: the documented JSON object for programs, a page for people. Asks
 * neither the database nor the engine.
 */
final class Refusal {

    /** In seconds: when it is worth asking again. */
    private static final String SOON = String.valueOf(RuleViolation.Kind.UNAVAILABLE.retryAfter());

    private static final String TITLE = "请求未能完成";
    private static final String PAGE = page();

    private Refusal() {}

    static void write(HttpServletRequest request, HttpServletResponse response, RuleViolation violation)
            throws IOException {
        ErrorSentence sentence = new ErrorSentence(violation.code(), TITLE, violation.getMessage());
        String path = request.getRequestURI();
        head(path, response, violation.kind().status());
        response.getWriter().write(body(path, sentence));
    }

    /** What failed with a status alone. */
    static void write(String path, HttpServletResponse response, int status) throws IOException {
        head(path, response, status);
        response.getWriter().write(body(path, ErrorSentence.of(status)));
    }

    /** Where somebody else had begun to write: the head by the response, the body by this writer. */
    static void write(String path, HttpServletResponse response, int status, Writer writer) throws IOException {
        head(path, response, status);
        writer.write(body(path, ErrorSentence.of(status)));
    }

    private static void head(String path, HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        if (status == RuleViolation.Kind.UNAVAILABLE.status() || status == RuleViolation.Kind.TOO_MANY.status()) {
            response.setHeader("Retry-After", SOON);
        }
        response.setContentType(isForPrograms(path) ? "application/json" : "text/html");
    }

    private static String body(String path, ErrorSentence sentence) {
        return isForPrograms(path)
                ? "{\"type\":\"RuleViolation\",\"code\":\"%s\",\"message\":\"%s\",\"errors\":[]}"
                        .formatted(json(sentence.code()), json(sentence.message()))
                : PAGE.replace("{title}", HtmlUtils.htmlEscape(sentence.title()))
                        .replace("{message}", HtmlUtils.htmlEscape(sentence.message()));
    }

    /** Whether the address is one that programs call; all others are pages. */
    static boolean isForPrograms(HttpServletRequest request) {
        return isForPrograms(request.getRequestURI());
    }

    private static boolean isForPrograms(String path) {
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
