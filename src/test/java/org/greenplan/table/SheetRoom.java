package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Tests of sheets over HTTP, with an old plan of their own. */
abstract class SheetRoom extends GreenplanTest {

    @LocalServerPort
    private int port;

    @Autowired
    TestRestTemplate http;

    SheetTables tables;

    @BeforeEach
    void writePlan() {
        tables = new SheetTables(jdbc);
        tables.clear();
        tables.plan();
    }

    @AfterEach
    void clearPlan() {
        tables.clear();
    }

    TestRestTemplate as(String user) {
        return Pages.of(port, user).template();
    }

    HttpStatusCode status(String user, String path) {
        return as(user).getForEntity(URI.create(path), String.class).getStatusCode();
    }

    String body(String user, String path) {
        ResponseEntity<String> answer = as(user).getForEntity(URI.create(path), String.class);
        assertThat(answer.getStatusCode()).as(path + " for " + user).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(answer.getBody());
    }

    /** The page without its markup and blanks. */
    String words(String user, String path) {
        return body(user, path).replaceAll("<[^>]+>|\\s|　", "");
    }
}
