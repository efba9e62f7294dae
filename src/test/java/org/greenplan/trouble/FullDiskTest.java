package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.greenplan.TestMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default database on a disk that fills up. */
class FullDiskTest {

    private static final String MEASURE = "2026-09-01";
    private static final String OTHER = "2026-24-01";
    private static final int LONG = 200_000;
    private static final int MEGABYTE = 1024 * 1024;
    private static final int RESERVE = 24 * MEGABYTE;

    @TempDir
    Path directory;

    private final Map<Work.Todo, String> answered = new HashMap<>();
    private SmallDisk disk;

    @BeforeEach
    void mount() {
        disk = TestMachine.requireOrSkip(
                SmallDisk.at(directory.resolve("data"), 96), "right to mount a small disk", "the full disk under H2");
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    @DisplayName("磁盘快满：不收文件，文字照常；全满：进程以74退出，腾出空间后已答复的都在")
    void fullDisk_refusesFilesThenEndsTheProcess_andNothingAnsweredIsLost() throws Exception {
        byte[] file = pdf();
        Work.Todo water;
        String evidence;
        try (Node node = node().start()) {
            Client client = node.client();
            Work work = new Work(client);
            work.doIt(work.await1(MEASURE, "assignMeasure", "ecology"));
            water = work.await1(MEASURE, "fillReport", "water");
            long round = work.roundOf(water);
            Client.Answer accepted = upload(client, round, file);
            assertThat(accepted.status()).as("%s", accepted).isEqualTo(201);
            evidence = accepted.json().path("id").asText();

            disk.fill(RESERVE + file.length / 2);
            Client.Answer refused = upload(client, round, file);
            assertThat(refused.status()).as("%s", refused).isEqualTo(507);
            assertThat(refused.body()).contains("服务器的磁盘快满了，暂时不接收文件");
            assertThat(write(client, work.await1(OTHER, "assignMeasure", "ecology"), "磁盘快满时写的"))
                    .isTrue();
            work.doIt(work.await1(MEASURE, "fillReport", "cityadmin"));

            writeUntilNothingIsLeft(client, work);
            assertThat(node.awaitEnd()).as(node.log()).isEqualTo(74);
            assertThat(node.log()).contains("is the disk full?");
        }

        // whoever watches over the service starts it again, before anybody has made room
        try (Node node = node().launch()) {
            node.awaitLog("Tomcat started");
        }

        disk.clear();
        try (Node node = node().start()) {
            Client client = node.client();
            assertThat(client.bytes("water1", "/api/files/" + evidence)).isEqualTo(file);
            answered.forEach((todo, text) ->
                    assertThat(note(client, todo)).as("%s", todo).isEqualTo(text));
            Work work = new Work(client);
            assertThat(work.open(MEASURE, "approveReport"))
                    .extracting(Work.Todo::unit)
                    .containsExactly("cityadmin");
            assertThat(upload(client, work.roundOf(water), file).status()).isEqualTo(201);
        }
    }

    /** People write on while the disk is filled, each at a measure of their own, so that the file has to grow. */
    private void writeUntilNothingIsLeft(Client client, Work work) {
        for (JsonNode measure : client.get("admin", "/api/plans/2026/measures").json()) {
            for (Work.Todo todo : work.open(measure.path("key").asText(), "assignMeasure")) {
                disk.fill();
                if (!write(client, todo, "写".repeat(LONG))) {
                    return;
                }
            }
        }
        throw new AssertionError("there was room for all");
    }

    /** Whether what is written was answered as kept. */
    private boolean write(Client client, Work.Todo todo, String text) {
        try {
            Map<String, String> note = Map.of("note", text);
            if (client.put(todo.person(), "/api/tasks/" + todo.id() + "/draft", note)
                            .status()
                    == 200) {
                answered.put(todo, text);
                return true;
            }
            return false;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private static String note(Client client, Work.Todo todo) {
        return client.get(todo.person(), "/api/tasks/" + todo.id() + "/form")
                .json()
                .path("values")
                .path("note")
                .asText();
    }

    private Node.Setup node() {
        return Node.in(directory).property("greenplan.storage.reserve", RESERVE + "B");
    }

    private static Client.Answer upload(Client client, long round, byte[] file) {
        return client.upload("water1", MEASURE, "water", round, "a.pdf", HttpRequest.BodyPublishers.ofByteArray(file));
    }

    private static byte[] pdf() {
        byte[] file = new byte[2 * MEGABYTE];
        new Random(20260701).nextBytes(file);
        byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, file, 0, head.length);
        return file;
    }
}
