package org.greenplan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Our own pages as one person's browser has them: cookies are kept, redirects are seen and not followed. */
public final class Pages {

    /** What came back. */
    public record Page(int status, String location, String body) {

        /** What the page says, without its tags and without white space. */
        public String text() {
            return body.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]+>|\\s|　", "");
        }

        /** The value of a hidden field, as a browser would send it. */
        public String hidden(String name) {
            Matcher value =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
            if (!value.find()) {
                throw new AssertionError("no field " + name + " in " + body);
            }
            return HtmlUtils.htmlUnescape(value.group(1));
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String root;
    private final @Nullable String user;

    private Pages(int port, @Nullable String user) {
        this.root = "http://localhost:" + port;
        this.user = user;
    }

    public static Pages of(int port, String user) {
        return new Pages(port, user);
    }

    public static Pages ofNobody(int port) {
        return new Pages(port, null);
    }

    public Page get(String path) {
        return send(path, request -> request.GET());
    }

    public Page post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(path, request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** One file as a browser's form sends it. */
    public Page upload(String path, String field, String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --limit\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: text/csv\r
                \r
                """
                        .formatted(field, name)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        BodyPublisher publisher = BodyPublishers.ofByteArray(body.toByteArray());
        return send(path, request -> request.header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(publisher));
    }

    private Page send(String path, java.util.function.UnaryOperator<HttpRequest.Builder> with) {
        HttpRequest.Builder request = with.apply(HttpRequest.newBuilder(URI.create(root + path)));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":greenplan").getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Page(
                    response.statusCode(),
                    response.headers().firstValue("location").orElse("").replace(root, ""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
