package org.greenplan.trouble;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greenplan.GreenplanApplication;
import org.jspecify.annotations.Nullable;

/** One running application in a JVM of its own, on a free port. It dies with the tests. */
public final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(150);
    private static final Path LOGS = Path.of("target", "trouble");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;
    private @Nullable Client client;

    private Node(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** How a node is started: the database, the day, properties and variables. */
    public static final class Setup {

        private final Path directory;
        private final List<String> jvm = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        private final Map<String, Object> properties = new LinkedHashMap<>(Map.of("server.port", 0));
        private final Map<String, String> environment = new ConcurrentHashMap<>();
        private String main = GreenplanApplication.class.getName();
        private @Nullable Path packaged;

        private Setup(Path directory) {
            this.directory = directory;
        }

        Setup property(String name, Object value) {
            properties.put(name, value);
            return this;
        }

        Setup jvm(String... options) {
            jvm.addAll(List.of(options));
            return this;
        }

        Setup variable(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Setup on(String localDateTime) {
            main = DatedApplication.class.getName();
            return jvm("-D" + DatedApplication.STARTS_AT + "=" + localDateTime);
        }

        /** As it was packaged, and not as it is compiled here. */
        Setup packaged(Path jar) {
            packaged = jar;
            return this;
        }

        /** Starts it and does not wait. */
        Node launch() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.addAll(packaged == null ? List.of("-cp", classPath(), main) : List.of("-jar", packaged.toString()));
            properties.forEach((name, value) -> command.add("--" + name + "=" + value));
            // tests run in several JVMs at once
            String file = "node-%d-%d.log".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
            Path log = LOGS.resolve(file).toAbsolutePath();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("GREENPLAN_") || name.startsWith("SPRING_"));
            builder.environment().putAll(environment);
            try {
                Files.createDirectories(LOGS);
                Process process = builder.start();
                ALIVE.add(process);
                return new Node(process, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * What the application itself has, and no test class: component scanning would find those. The one that sets the
         * clock comes in a folder of its own.
         */
        private String classPath() {
            String dated = DatedApplication.class.getName().replace('.', '/') + ".class";
            Path copy = directory.resolve("dated").resolve(dated);
            List<String> entries =
                    new ArrayList<>(List.of(directory.resolve("dated").toString()));
            try (InputStream bytes = Node.class.getResourceAsStream("/" + dated)) {
                Path tests = Path.of(Node.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                Files.createDirectories(copy.getParent());
                Files.copy(Objects.requireNonNull(bytes), copy, StandardCopyOption.REPLACE_EXISTING);
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !Path.of(entry).toAbsolutePath().equals(tests))
                        .forEach(entries::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
            return String.join(File.pathSeparator, entries);
        }

        /** Starts it and waits until its plan is launched. */
        public Node start() {
            Node node = launch();
            try {
                node.awaitLaunched();
                return node;
            } catch (RuntimeException | Error e) {
                node.close();
                throw e;
            }
        }
    }

    /** On an H2 file in the directory, which is also its working directory; relative class path entries do not occur. */
    public static Setup in(Path directory) {
        return new Setup(directory)
                .property("spring.datasource.url", h2(directory))
                .property("spring.main.banner-mode", "off");
    }

    static String h2(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("data/greenplan");
    }

    /** Waits until the web server listens. */
    Client awaitPort() {
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> !process.isAlive() || port() > 0);
        if (port() == 0) {
            throw new AssertionError("the application has ended:\n" + logTail());
        }
        Client started = new Client(port());
        client = started;
        return started;
    }

    /** Waits until its plan is launched. */
    void awaitLaunched() {
        Client started = awaitPort();
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
                Client.Answer answer = started.get("planoffice", "/api/plans/2026/measures");
                return !process.isAlive()
                        || answer.status() == 200
                                && answer.body().contains("\"status\":")
                                && !answer.body().contains("\"status\":\"planned\"");
            });
        } catch (RuntimeException e) {
            throw new AssertionError("the plan is not launched:\n" + logTail(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError("the application has ended:\n" + logTail());
        }
    }

    boolean awaitLog(String text) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !process.isAlive() || log().contains(text));
        return log().contains(text);
    }

    public Client client() {
        Client started = client;
        return started == null ? awaitPort() : started;
    }

    /** SIGKILL: nothing is flushed, nobody says goodbye. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: whether it has ended within that time. */
    boolean terminate(Duration atMost) throws InterruptedException {
        process.destroy();
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its exit code, when it ends by itself. */
    int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running:\n" + logTail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
            ALIVE.remove(process);
        }
    }

    @Override
    public void close() {
        kill();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logTail() {
        String text = log();
        return text.substring(Math.max(0, text.length() - 6000));
    }

    public int port() {
        Matcher port = PORT.matcher(log());
        return port.find() ? Integer.parseInt(port.group(1)) : 0;
    }
}
