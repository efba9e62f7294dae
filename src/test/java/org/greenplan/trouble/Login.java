package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** A browser's way in: the login page, which leaves a session. */
public final class Login {

    private Login() {}

    /** Logs in and gives back the cookie header of the session. */
    public static String session(Client client, String user, String password) throws Exception {
        CookieManager jar = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(jar).build();
        browser.send(HttpRequest.newBuilder(client.uri("/login")).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(client.uri("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", value(jar, "XSRF-TOKEN"))
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + password))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("location").orElse("")).isEqualTo("/");
        return "SESSION=" + value(jar, "SESSION");
    }

    public static HttpResponse<String> page(Client client, String cookie, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(client.uri(path))
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String value(CookieManager jar, String name) {
        List<HttpCookie> found = jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
        return found.isEmpty() ? "" : found.get(0).getValue();
    }
}
