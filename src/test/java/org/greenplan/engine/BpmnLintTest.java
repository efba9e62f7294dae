package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.greenplan.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process passes bpmnlint with the rules of {@code .ci/.bpmnlintrc}; a warning is only an advice. */
class BpmnLintTest {

    private static final Path TOOLS = Path.of(".ci").toAbsolutePath();
    private static final Path LINTER = TOOLS.resolve("node_modules/.bin/bpmnlint");

    private static final String WITHOUT_END =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="greenplan">
              <process id="without-end" isExecutable="true"><startEvent id="startEvent_only" name="开始"/></process>
            </definitions>
            """;

    @BeforeEach
    void linterIsInstalled() {
        TestMachine.requireOrSkip(
                Optional.of(LINTER).filter(Files::isExecutable), "bpmnlint", "the linter's check of the processes");
    }

    @Test
    @DisplayName("所有流程图通过 bpmnlint")
    void processes_passTheLinter() throws Exception {
        List<String> files;
        try (Stream<Path> processes = Files.list(Path.of("processes"))) {
            files = processes
                    .map(file -> file.toAbsolutePath().toString())
                    .filter(file -> file.endsWith(".bpmn"))
                    .sorted()
                    .toList();
        }
        assertThat(files).as("processes/*.bpmn").isNotEmpty();

        Outcome outcome = lint(files);

        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @Test
    void processWithoutEnd_isFound(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("without-end.bpmn"), WITHOUT_END);

        Outcome outcome = lint(List.of(broken.toString()));

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.text()).contains("end-event-required");
    }

    private static Outcome lint(List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LINTER.toString()));
        command.addAll(files);
        // In the tools' folder: plugins are looked up from where the linter runs.
        Process process = new ProcessBuilder(command)
                .directory(TOOLS.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private record Outcome(int status, String text) {}
}
