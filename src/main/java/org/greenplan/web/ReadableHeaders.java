package org.greenplan.web;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Takes out of a request's headers what no framework reads, where the request means the same without it. Scripts send
 * their own locale, {@code zh_CN.UTF-8} for example, as the language they accept; the engine's REST fails with it.
 */
final class ReadableHeaders {

    private static final String LANGUAGE = "Accept-Language";
    private static final Pattern RANGE =
            Pattern.compile("(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?))?");

    private ReadableHeaders() {}

    static void keepIn(MimeHeaders headers) {
        if (headers.getHeader(LANGUAGE) == null) {
            return;
        }
        List<String> ranges = Collections.list(headers.values(LANGUAGE)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(range -> RANGE.matcher(range).matches())
                .toList();
        headers.removeHeader(LANGUAGE);
        if (!ranges.isEmpty()) {
            headers.setValue(LANGUAGE).setString(String.join(",", ranges));
        }
    }
}
