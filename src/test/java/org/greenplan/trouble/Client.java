package org.greenplan.trouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP with a node, as a person by HTTP Basic. */
public final class Client {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final int port;
    private String password = "greenplan";

    public Client(int port) {
        this.port = port;
    }

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<?> response) {

        public boolean ok() {
            return status / 100 == 2;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(status + " " + body, e);
            }
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    Client withPassword(String other) {
        Client client = new Client(port);
        client.password = other;
        return client;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).header("Authorization", basic(user, password));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    byte[] bytes(String user, String path) {
        try {
            return http.send(request(user, path).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer get(String user, String path) {
        return send(request(user, path).build());
    }

    public Answer post(String user, String path, @Nullable Object body) {
        return send("POST", user, path, body);
    }

    Answer put(String user, String path, Object body) {
        return send("PUT", user, path, body);
    }

    private Answer send(String method, String user, String path, @Nullable Object body) {
        try {
            String json = JSON.writeValueAsString(body == null ? Map.of() : body);
            return send(request(user, path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json))
                    .build());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Completes a task as any REST client would. */
    Answer complete(String user, String taskId, Map<String, String> inputs) {
        ObjectNode variables = JSON.createObjectNode();
        inputs.forEach((name, value) -> variables.putObject(name).put("value", value));
        return post(user, "/engine-rest/task/" + taskId + "/complete", Map.of("variables", variables));
    }

    Answer upload(String user, String measure, String unit, long round, String name, HttpRequest.BodyPublisher body) {
        return send(request(
                        user,
                        "/api/files?kind=evidence&owner=%s/%d&unit=%s&name=%s".formatted(measure, round, unit, name))
                .header("Content-Type", "application/octet-stream")
                .POST(body)
                .build());
    }

    long count(String user, String path) {
        return get(user, path).json().path("count").asLong(-1);
    }
}
