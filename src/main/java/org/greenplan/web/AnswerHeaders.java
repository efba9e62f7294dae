package org.greenplan.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every answer tells the browser to refuse, in one place (ADR 0029): pages, files, interfaces, Camunda's web
 * applications, redirects and errors. Written before anything else looks at the request. How long an answer is kept is
 * said where it is made; by itself the door says no-store.
 */
final class AnswerHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String TYPES = "X-Content-Type-Options";
    private static final String REFERRER = "Referrer-Policy";
    private static final String TLS_ONLY = "Strict-Transport-Security";

    private static final String COMMON =
            "default-src 'self'; object-src 'none'; img-src 'self' data:; form-action 'self'";

    /** The dossier stands in a frame of Tasklist and of our tables. */
    private static final String OURS = COMMON + "; base-uri 'none'; frame-ancestors 'self'; script-src 'self'";

    /** Of the pages that show a letter in a frame: a mail carries its style in its elements. */
    private static final String WITH_A_LETTER = OURS + "; style-src-attr 'unsafe-inline'";

    /**
     * Camunda's pages have a base; AngularJS writes styles, and forms carry a script that is compiled. A script that
     * stands in a page is let through by what it is: {@link InlineScripts}.
     */
    private static final String CAMUNDAS = COMMON
            + "; base-uri 'self'; frame-ancestors 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-eval'";

    private static final Pattern LETTERS = Pattern.compile("/reminders/(log|preview)/.*");

    private AnswerHeaders() {}

    /**
     * @param path {@code null} where none could be read
     * @param https whether people reach the system by TLS alone
     */
    static void write(@Nullable String path, boolean https, HttpServletResponse response) {
        boolean camundas = path != null && path.startsWith("/camunda/");
        boolean letter = path != null && LETTERS.matcher(path).matches();
        response.setHeader(POLICY, camundas ? CAMUNDAS : letter ? WITH_A_LETTER : OURS);
        response.setHeader(FRAMES, camundas ? "DENY" : "SAMEORIGIN");
        response.setHeader(TYPES, "nosniff");
        response.setHeader(REFERRER, "same-origin");
        if (https) {
            response.setHeader(TLS_ONLY, "max-age=31536000");
        }
    }

    /** @param hashes of the scripts that stand in a page of Camunda's, as a policy writes them */
    static void allowScripts(HttpServletResponse response, List<String> hashes) {
        response.setHeader(POLICY, hashes.stream().collect(Collectors.joining(" ", CAMUNDAS + " ", "")));
    }

    /** Begins the answer anew, and keeps these. */
    static void reset(HttpServletResponse response) {
        Map<String, String> kept = new HashMap<>();
        for (String name : List.of(POLICY, FRAMES, TYPES, REFERRER, TLS_ONLY)) {
            if (response.containsHeader(name)) {
                kept.put(name, response.getHeader(name));
            }
        }
        response.reset();
        kept.forEach(response::setHeader);
    }
}
