package org.greenplan;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the machine that runs the tests has, beyond a JDK and Maven. */
public final class TestMachine {

    private TestMachine() {}

    /** A PostgreSQL that tests may fill; {@code .ci/run} starts one. Tests make a schema of their own in it. */
    public record Postgres(String url, String user, String password) {}

    /** The installed Chromium: the one that the variable CHROMIUM names, else the first on the PATH. */
    public static Optional<Path> chromium() {
        return program("CHROMIUM", "chromium", "chromium-browser");
    }

    /** The installed LibreOffice: the one that the variable SOFFICE names, else the first on the PATH. */
    public static Optional<Path> soffice() {
        return program("SOFFICE", "soffice", "libreoffice");
    }

    /** The installed Node: the one that the variable NODE names, else the first on the PATH. */
    public static Optional<Path> node() {
        return program("NODE", "node");
    }

    private static Optional<Path> program(String variable, String... names) {
        Stream<Path> onPath = Arrays.stream(variable("PATH").orElse("").split(File.pathSeparator))
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)));
        return Stream.concat(variable(variable).map(Path::of).stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The PostgreSQL that the variables GREENPLAN_TEST_PG_URL, _USER and _PASSWORD name. */
    public static Optional<Postgres> postgres() {
        return variable("GREENPLAN_TEST_PG_URL")
                .map(url -> new Postgres(
                        url,
                        variable("GREENPLAN_TEST_PG_USER").orElse("greenplan"),
                        variable("GREENPLAN_TEST_PG_PASSWORD").orElse("")));
    }

    /** Whether this is the machine where nothing may be left out. */
    public static boolean isCi() {
        return variable("CI").filter("true"::equals).isPresent();
    }

    /**
     * What a test needs; where it is missing the test is left out, in CI it fails.
     *
     * @param what what is needed, for example "Chromium"
     * @param leftOut what is not tested without it, for example "the browser test"
     */
    public static <T> T requireOrSkip(Optional<T> needed, String what, String leftOut) {
        if (needed.isEmpty()) {
            String sentence = "Left out: " + leftOut + ". This machine has no " + what + "; .ci/run brings it.";
            if (isCi()) {
                fail(sentence);
            }
            Assumptions.abort(sentence);
        }
        return needed.orElseThrow();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
