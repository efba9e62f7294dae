package org.greenplan.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.util.WebUtils;

/**
 * The page that was asked for before the login, kept by the browser and sent to the login alone: nobody who only looks
 * in gets a session for it. A path of this system, whatever the cookie says.
 */
final class AskedPage implements RequestCache {

    static final String COOKIE = "greenplan-asked";

    private static final String LOGIN = "/login";
    private static final int LONGEST = 2000;

    private final boolean secure;

    AskedPage(boolean secure) {
        this.secure = secure;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String page = isAForm(request)
                ? pageOfTheForm(request)
                : isAPage(request) ? request.getRequestURI() + (query == null ? "" : "?" + query) : "";
        if (!page.isEmpty() && page.length() <= LONGEST) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    cookie(Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(page.getBytes(StandardCharsets.UTF_8)))
                            .build()
                            .toString());
        }
    }

    /** Where to go after the login; the browser forgets it. */
    String take(HttpServletRequest request, HttpServletResponse response) {
        String page = page(request).orElse("/");
        removeRequest(request, response);
        return page;
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return page(request).map(SimpleSavedRequest::new).orElse(null);
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, COOKIE) != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie("").maxAge(0).build().toString());
        }
    }

    /** Whether a person asks for a page to look at: not a file of it, not a frame in it, not a change. */
    static boolean isAPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        String place = request.getHeader("Sec-Fetch-Dest");
        return "GET".equals(request.getMethod())
                && (accept == null || accept.contains(MediaType.TEXT_HTML_VALUE))
                && (place == null || place.equals("document"))
                && !Refusal.isForPrograms(request);
    }

    /** A form of a page, sent after its session was over. */
    static boolean isAForm(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "POST".equals(request.getMethod())
                && !Refusal.isForPrograms(request)
                && (accept == null || accept.contains(MediaType.TEXT_HTML_VALUE));
    }

    /** What was typed is put back there by {@code typed.js}. Whichever site it names, only the path is taken. */
    private static String pageOfTheForm(HttpServletRequest request) {
        String page = request.getHeader(HttpHeaders.REFERER);
        try {
            URI uri = URI.create(page == null ? "" : page);
            return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Optional<String> page(HttpServletRequest request) {
        Cookie kept = WebUtils.getCookie(request, COOKIE);
        if (kept == null) {
            return Optional.empty();
        }
        try {
            String page = new String(Base64.getUrlDecoder().decode(kept.getValue()), StandardCharsets.UTF_8);
            return Optional.of(page).filter(AskedPage::isOurs);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(String page) {
        String path = page.contains("?") ? page.substring(0, page.indexOf('?')) : page;
        return CanonicalPaths.isCanonical(path)
                && !path.equals(LOGIN)
                && page.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(COOKIE, value)
                .path(LOGIN)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }
}
