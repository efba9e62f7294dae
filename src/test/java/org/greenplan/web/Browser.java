package org.greenplan.web;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** A person who has logged in, as the headers say that are sent with each request. */
record Browser(String cookies, String token) {

    static Browser of(int port, String user) throws Exception {
        CookieManager jar = new CookieManager();
        HttpClient client = HttpClient.newBuilder().cookieHandler(jar).build();
        URI login = URI.create("http://localhost:" + port + "/login");
        client.send(HttpRequest.newBuilder(login).build(), HttpResponse.BodyHandlers.discarding());
        HttpResponse<String> in = client.send(
                HttpRequest.newBuilder(login)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", value(jar, "XSRF-TOKEN"))
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=greenplan"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (in.statusCode() != 302
                || in.headers().firstValue("location").orElse("").contains("login")) {
            throw new AssertionError("login of " + user + ": " + in);
        }
        // a login makes another token, which comes with the next page
        client.send(HttpRequest.newBuilder(login.resolve("/")).build(), HttpResponse.BodyHandlers.discarding());
        return new Browser(
                jar.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")),
                value(jar, "XSRF-TOKEN"));
    }

    /** For a request that is written by hand. */
    String headers() {
        return "Cookie: " + cookies + "\r\nX-XSRF-TOKEN: " + token + "\r\n";
    }

    private static String value(CookieManager jar, String name) {
        return jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
