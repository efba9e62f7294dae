package org.greenplan.web;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts pass ESLint with the rules of {@code .ci/eslint.config.mjs} and their own tests in {@code src/test/js}. */
class ScriptsTest {

    private static final Path LINTER = Path.of(".ci/node_modules/eslint/bin/eslint.js");
    private static final String TESTS = "src/test/js";

    @Test
    @DisplayName("所有脚本通过 ESLint")
    void scripts_passTheLinter() throws Exception {
        Outcome outcome = lint("", "src/main/resources", TESTS);

        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    static/js/a.js                       | fetch('/api/x');                    | no-restricted-globals
                    static/js/a.js                       | window.fetch('/api/x');             | no-restricted-properties
                    static/js/a.js                       | new XMLHttpRequest();               | no-restricted-globals
                    app/tasklist/scripts/greenplan-a.js  | fetch('/api/x');                    | no-restricted-globals
                    static/js/a.js                       | export const a = () => nowhere();   | no-undef
                    static/js/a.js                       | import { a } from './b.js';         | no-unused-vars
                    static/js/a.js                       | var a = 1; export default a;        | no-var
                    static/js/a.js                       | let a = 1; export default a;        | prefer-const
                    static/js/a.js                       | export default (a) => a == 1;       | eqeqeq
                    static/js/a.js                       | export default (a) => { if (a) return 1; }; | curly
                    static/js/a.js                       | export default (a, b) => { a && b(); };     | no-unused-expressions
                    static/js/a.js                       | console.log('x');                   | no-console
                    """)
    void eachRule_findsWhatItIsFor(String file, String script, String rule) throws Exception {
        Outcome outcome = lint(script, "--stdin", "--stdin-filename", "src/main/resources/" + file);

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.text()).contains(rule);
    }

    @Test
    @DisplayName("脚本自己的测试全部通过")
    void scripts_passTheirTests() throws Exception {
        List<String> command = new ArrayList<>(List.of("--import", "./" + TESTS + "/addresses.mjs", "--test"));
        try (Stream<Path> files = Files.list(Path.of(TESTS))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }

        Outcome outcome = node("", command);

        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(outcome.text()).containsPattern("(?m)^. pass [1-9]");
    }

    private static Outcome lint(String given, String... options) throws IOException, InterruptedException {
        TestMachine.requireOrSkip(
                Optional.of(LINTER).filter(Files::isReadable), "ESLint", "the linter's check of the scripts");
        List<String> command = new ArrayList<>(List.of(LINTER.toString(), "--config", ".ci/eslint.config.mjs"));
        command.addAll(List.of(options));
        return node(given, command);
    }

    private static Outcome node(String given, List<String> options) throws IOException, InterruptedException {
        Path node = TestMachine.requireOrSkip(TestMachine.node(), "Node", "the check of the scripts");
        List<String> command = new ArrayList<>(List.of(node.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(given.getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private record Outcome(int status, String text) {}
}
