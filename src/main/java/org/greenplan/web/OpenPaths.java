package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which addresses there are, and for whom the door opens. What does not stand here is closed to everybody. */
final class OpenPaths {

    /** Without any login, and the only ones: the login page and what it is drawn with. */
    static final List<String> TO_EVERYBODY =
            List.of("/login", "/css/greenplan.css", "/css/palette.css", "/favicon.ico");

    /** Camunda's own ways in, and the setting up of a first administrator: ours take their place, for everybody and always. */
    static final List<String> TO_NOBODY = List.of(
            "/camunda/api/admin/auth/user/{engine}/login/**",
            "/camunda/api/admin/setup/**",
            "/camunda/app/{app}/{engine}/setup/**");

    /** To those who keep people and the engine; asked after {@link #TO_PEOPLE}, which holds what Tasklist asks of Admin. */
    static final List<String> TO_ADMINISTRATORS = List.of(
            "/camunda/app/admin/**", "/camunda/api/admin/**", "/camunda/app/cockpit/**", "/camunda/api/cockpit/**");

    /** To everybody who is logged in, also before the password that somebody else has chosen is changed. */
    static final List<String> TO_PEOPLE_AT_FIRST = List.of(PasswordPage.PATH, "/js/once.js", "/logout");

    /** To those who read the audit. */
    static final List<String> TO_AUDITORS = List.of("/audit/**");

    /** To everybody who is logged in, auditors too: the way to their first page, and what pages are drawn with. */
    static final List<String> TO_PEOPLE_AND_AUDITORS = List.of("/", "/css/**", "/js/**");

    /** To everybody who is logged in and no auditor; what each of them sees there is decided where it is read. */
    static final List<String> TO_PEOPLE = List.of(
            "/measures/**",
            "/work",
            "/done",
            "/plans/**",
            "/collectives/**",
            "/tables/**",
            "/tasks/**",
            "/reminders/**",
            "/platform/**",
            "/api/**",
            "/forms/**",
            // Tasklist and the page of one's own account, with what they ask
            "/camunda/app/tasklist/**",
            "/camunda/app/welcome/**",
            "/camunda/api/engine/**",
            "/camunda/api/tasklist/**",
            "/camunda/api/welcome/**",
            "/camunda/api/admin/auth/user/{engine}",
            "/camunda/api/admin/auth/user/{engine}/logout",
            "/camunda/lib/**",
            "/camunda/assets/**",
            "/camunda/favicon.ico");

    /** For programs, with name and password in each request. */
    static final List<String> TO_PROGRAMS = List.of("/engine-rest/**");

    private static final RequestMatcher ANY = matcher(Stream.of(
                    TO_EVERYBODY,
                    TO_PEOPLE_AT_FIRST,
                    TO_AUDITORS,
                    TO_PEOPLE_AND_AUDITORS,
                    TO_PEOPLE,
                    TO_ADMINISTRATORS,
                    TO_PROGRAMS)
            .flatMap(List::stream)
            .toList());

    private OpenPaths() {}

    /** Whether somebody is let in there. */
    static boolean isKnown(HttpServletRequest request) {
        return ANY.matches(request);
    }

    static RequestMatcher matcher(List<String> patterns) {
        return new OrRequestMatcher(
                patterns.stream().map(OpenPaths::matcher).toList().toArray(RequestMatcher[]::new));
    }

    static RequestMatcher matcher(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    static RequestMatcher posted(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, pattern);
    }
}
