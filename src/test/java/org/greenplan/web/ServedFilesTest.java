package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.greenplan.GreenplanTest;
import org.greenplan.web.Raw.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.FileSystemResource;

/** A changed file reaches a browser with the next page, one that has not changed is not sent again. */
class ServedFilesTest extends GreenplanTest {

    @LocalServerPort
    private int port;

    private Answer get(String path, String headers) throws Exception {
        try (Raw client = Raw.to(port)) {
            return client.head("GET " + path, Browser.of(port, "water1").headers() + headers + "Connection: close\r\n")
                    .answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/js/tables.js",
                "/css/greenplan.css",
                "/forms/fill-report.html",
                "/camunda/app/tasklist/scripts/config.js",
                "/camunda/app/tasklist/scripts/greenplan-brand.js",
                "/camunda/app/tasklist/scripts/greenplan-forms.js",
                "/camunda/app/tasklist/styles/user-styles.css",
                "/camunda/app/tasklist/locales/zh-CN.json",
                "/camunda/app/tasklist/camunda-tasklist-bootstrap.js",
                "/camunda/lib/deps.js"
            })
    @DisplayName("浏览器留着的文件，每次只问有没有变；没变就不再传")
    void aKeptFile_isSentAgainOnlyWhenItHasChanged(String path) throws Exception {
        Answer first = get(path, "");
        String tag = first.header("ETag");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(tag).isNotEmpty();
        assertThat(get(path, "If-None-Match: " + tag + "\r\n").status()).isEqualTo(304);
        assertThat(get(path, "If-None-Match: \"another\"\r\n").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("内容不同，标记就不同，即使时间相同或更早")
    void anotherContent_hasAnotherTag(@TempDir Path folder) throws IOException {
        Path script = folder.resolve("a.js");
        Instant now = Instant.parse("2026-03-20T02:00:00Z");

        String first = tagOf(script, "one", now);

        assertThat(tagOf(script, "two", now)).isNotEqualTo(first);
        assertThat(tagOf(script, "two", now.minusSeconds(60))).isNotEqualTo(first);
        assertThat(tagOf(script, "one", now.plusSeconds(60))).isEqualTo(first);
    }

    /** As a system says it that has been started with this file. */
    private static String tagOf(Path file, String content, Instant written) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(written));
        return new ServedFiles().tag(new FileSystemResource(file));
    }

    @Test
    void aRunningSystem_seesThatAFileIsWrittenAnew(@TempDir Path folder) throws IOException {
        Path script = folder.resolve("a.js");
        ServedFiles files = new ServedFiles();
        Files.writeString(script, "one");
        String first = files.tag(new FileSystemResource(script));

        Files.writeString(script, "two");
        Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

        assertThat(files.tag(new FileSystemResource(script))).isNotEqualTo(first);
    }
}
