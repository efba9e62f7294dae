package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A stranger at one address tries passwords; the person works at another. */
class StrangerTest extends GreenplanTest {

    private static final String STRANGER = "127.0.0.2";
    private static final String DESK = "127.0.0.3";

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void forget() {
        jdbc.sql("delete from login_failure").update();
    }

    private Raw.Answer program(String address, String user, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (Raw client = Raw.from(address, port)) {
            return client.head("GET /api/tables", "Connection: close\r\nAuthorization: Basic " + pair + "\r\n")
                    .answer();
        }
    }

    /** @return where the login leads */
    private String person(String address, String user, String password) throws IOException {
        String form = "username=" + user + "&password=" + password;
        try (Raw client = Raw.from(address, port)) {
            return client.head(
                            "POST /login",
                            "Connection: close\r\nCookie: XSRF-TOKEN=own\r\nX-XSRF-TOKEN: own\r\nContent-Type:"
                                    + " application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                                    + "\r\n")
                    .send(form)
                    .answer()
                    .header("Location");
        }
    }

    @Test
    @DisplayName("外人连错多次：本人照常登录，外人等一会儿才能再试，谁也不会被永远锁住")
    void tenWrongPasswordsOfAStranger_lockNobodyOut() throws Exception {
        assertThat(program(DESK, "admin", "greenplan").status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(program(STRANGER, "admin", "guess" + i).status()).isIn(401, 429);
            assertThat(person(STRANGER, "admin", "guess")).startsWith(i < 2 ? "/login?error" : "/login?");
        }

        Raw.Answer slowed = program(STRANGER, "admin", "greenplan");
        assertThat(slowed.status()).as("also when it is right by chance").isEqualTo(429);
        assertThat(slowed.body()).contains("too-soon", "秒后再试");
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 300);
        assertThat(person(STRANGER, "admin", "greenplan")).startsWith("/login?wait=");
        assertThat(person(DESK, "admin", "greenplan")).isEqualTo("/");
        assertThat(program(DESK, "admin", "greenplan").status()).isEqualTo(200);

        passTime(Duration.ofMinutes(6));
        assertThat(person(STRANGER, "admin", "greenplan")).isEqualTo("/");
    }
}
