package org.greenplan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.client.RestTemplateBuilder;
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

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** One browser for each person and application: a login takes its time, and tests are many. */
    private static final Map<String, Map<String, String>> BROWSERS = new ConcurrentHashMap<>();

    private static final String PASSWORD = "greenplan";

    private final Map<String, String> cookies;
    private final String root;
    private final @Nullable String user;

    private Pages(int port, @Nullable String user) {
        this.root = "http://localhost:" + port;
        this.user = user;
        this.cookies = user == null
                ? new ConcurrentHashMap<>()
                : BROWSERS.computeIfAbsent(user + "@" + port, key -> new ConcurrentHashMap<>());
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

    private Page send(String path, UnaryOperator<HttpRequest.Builder> with) {
        if (user == null) {
            return exchange(path, with);
        }
        String session = logIn(user, "");
        Page page = exchange(path, with);
        if (page.status() == 302 && page.location().startsWith("/login")) {
            logIn(user, session);
            page = exchange(path, with);
        }
        return page;
    }

    /** The same browser, for those who read typed answers. */
    public TestRestTemplate template() {
        String person = Objects.requireNonNull(user);
        TestRestTemplate template = new TestRestTemplate(new RestTemplateBuilder().rootUri(root));
        template.getRestTemplate().getInterceptors().add((request, body, execution) -> {
            logIn(person, "");
            request.getHeaders().set("Cookie", cookieHeader());
            request.getHeaders().set("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
            return execution.execute(request, body);
        });
        return template;
    }

    /** The session, another one than was found to be over. */
    private String logIn(String person, String over) {
        synchronized (cookies) {
            if (cookies.getOrDefault("SESSION", over).equals(over)) {
                enter(person);
            }
            return cookies.get("SESSION");
        }
    }

    private void enter(String person) {
        exchange("/login", request -> request.GET());
        String form = "username=" + person + "&password=" + PASSWORD;
        Page in = exchange("/login", request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (in.status() != 302 || in.location().startsWith("/login")) {
            throw new AssertionError("login of " + person + ": " + in);
        }
    }

    private Page exchange(String path, UnaryOperator<HttpRequest.Builder> with) {
        HttpRequest.Builder request = with.apply(HttpRequest.newBuilder(URI.create(root + path)));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        if (cookies.containsKey("XSRF-TOKEN")) {
            request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            for (String cookie : response.headers().allValues("set-cookie")) {
                String[] pair = cookie.split(";")[0].split("=", 2);
                if (pair[1].isEmpty()) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
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

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
