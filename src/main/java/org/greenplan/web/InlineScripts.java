package org.greenplan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.greenplan.task.Hashes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets the one script through that stands in the first page of each of Camunda's web applications, and no other: the page
 * is the vendor's file, and its script is named by its hash. Camunda's own nonce is shared between requests and blanks
 * pages when two come at once.
 */
final class InlineScripts extends OncePerRequestFilter {

    static final String PATHS = "/camunda/app/*";

    private static final Pattern PAGE = Pattern.compile("/camunda/app/[^/.]+/([^/.]+/)*(index\\.html|[^/.]*)");
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        if (page.getContentSize() > 0 && String.valueOf(page.getContentType()).startsWith("text/html")) {
            AnswerHeaders.allowScripts(
                    response, hashes(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8)));
        }
        page.copyBodyToResponse();
    }

    static List<String> hashes(String page) {
        return SCRIPT.matcher(page).results().map(InlineScripts::hash).toList();
    }

    private static String hash(MatchResult script) {
        byte[] hash = Hashes.digest().digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}
