package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser's way in: the login page, which leaves a session. */
public final class Login {

    private Login() {}

    /** Logs in and gives back the cookie header of the session. */
    public static String session(Client client, String user, String password) throws Exception {
        Browser browser = new Browser(client);
        browser.get("/login");
        HttpResponse<String> answer = browser.post("/login", Map.of("username", user, "password", password));
        assertThat(answer.headers().firstValue("location").orElse("")).isEqualTo("/");
        return "SESSION=" + browser.cookies.get("SESSION");
    }

    /** Does what is asked of whoever got a password from somebody else. */
    static void choosePassword(Client client, String user, String given, String wanted) throws Exception {
        Browser browser = new Browser(client);
        browser.get("/login");
        browser.post("/login", Map.of("username", user, "password", given));
        assertThat(browser.get("/measures").headers().firstValue("location")).contains("/password");
        HttpResponse<String> changed =
                browser.post("/password", Map.of("present", given, "wanted", wanted, "again", wanted));
        assertThat(changed.body()).contains("密码已修改");
        assertThat(browser.get("/measures").statusCode()).isEqualTo(200);
    }

    /** Keeps cookies, also those for TLS only, as a browser behind the proxy does. */
    private static final class Browser {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private final Client client;

        Browser(Client client) {
            this.client = client;
        }

        HttpResponse<String> get(String path) throws Exception {
            return send(HttpRequest.newBuilder(client.uri(path)));
        }

        HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.newBuilder(client.uri(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", ""))
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : answer.headers().allValues("set-cookie")) {
                String[] pair = cookie.split(";")[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        }
    }

    public static HttpResponse<String> page(Client client, String cookie, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(client.uri(path))
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
