package org.greenplan.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The application as clients see it: with HTTP Basic, or with the session and the token that people have. */
final class Http {

    static final String PASSWORD = "greenplan";
    static final String ENGINE_REST = "/engine-rest";
    static final String TASKLIST = "/camunda/api/engine/engine/default";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;

    Http(int port) {
        this.root = "http://localhost:" + port;
    }

    String root() {
        return root;
    }

    /** What came back. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        String code() {
            return json().path("code").asText();
        }

        String message() {
            return json().path("message").asText();
        }

        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** Somebody who sends requests. */
    interface Client {
        Answer send(String method, String path, Object body);

        default Answer get(String path) {
            return send("GET", path, null);
        }

        default Answer post(String path, Object body) {
            return send("POST", path, body);
        }

        default Answer put(String path, Object body) {
            return send("PUT", path, body);
        }
    }

    Client basic(String user) {
        return basic(user, PASSWORD);
    }

    Client basic(String user, String password) {
        String pair = basicAuth(user, password);
        return (method, path, body) -> send(method, path, body, Map.of("Authorization", pair));
    }

    static String basicAuth(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Client nobody() {
        return (method, path, body) -> send(method, path, body, Map.of());
    }

    /** Logs in as people do. */
    Session login(String user) {
        return login(user, PASSWORD);
    }

    Session login(String user, String password) {
        Session session = new Session();
        Answer in = session.enter(user, password);
        if (in.status() != 302 || in.header("location").toString().contains("/login")) {
            throw new AssertionError("login of " + user + ": " + in);
        }
        return session;
    }

    /** A browser that nobody has logged in with yet. */
    Session browser() {
        return new Session();
    }

    /** A person's browser: cookies, the token from its cookie, and the Origin of our own pages. */
    final class Session implements Client {

        private final Map<String, String> cookies = new LinkedHashMap<>();

        private Session() {}

        /** Sends the login page. */
        Answer enter(String user, String password) {
            get("/login");
            return post("/login", Map.of("username", user, "password", password), Map.of());
        }

        /** Sends a page's form. */
        Answer post(String path, Map<String, String> fields, Map<String, String> more) {
            Map<String, String> headers = new LinkedHashMap<>(more);
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send("POST", path, form, headers);
        }

        /** What another page could have put among the cookies. */
        void putCookie(String cookie, String value) {
            cookies.put(cookie, value);
        }

        String cookie(String name) {
            return cookies.getOrDefault(name, "");
        }

        @Override
        public Answer send(String method, String path, Object body) {
            return send(method, path, body, Map.of("Origin", root));
        }

        Answer send(String method, String path, Object body, Map<String, String> more) {
            Map<String, String> headers = new LinkedHashMap<>(more);
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
            if (cookies.containsKey("XSRF-TOKEN")) {
                headers.putIfAbsent("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
            }
            Answer answer = Http.this.send(method, path, body, headers);
            for (String cookie : answer.header("set-cookie")) {
                String[] pair = cookie.split(";")[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        }
    }

    Answer send(String method, String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(body)));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", body instanceof byte[] ? "application/octet-stream" : "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A request line and headers exactly as they are written, which no client library would send; what is answered. */
    String raw(String... lines) {
        try (Socket socket = new Socket("localhost", URI.create(root).getPort())) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Object body) {
        if (body instanceof byte[] raw) {
            return raw;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Inputs as the engine's REST takes them: {@code {"variables": {name: {"value": …}}}}. */
    static Map<String, Object> variables(Map<String, ?> inputs) {
        Map<String, Object> variables = new LinkedHashMap<>();
        inputs.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return Map.of("variables", variables);
    }
}
