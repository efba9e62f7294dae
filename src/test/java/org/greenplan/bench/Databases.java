package org.greenplan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The databases that are measured, and how the application is started on one: as installed, jobs and mails by hand. */
final class Databases {

    private Databases() {}

    /** Arguments by name: H2 in a file and, where {@code GREENPLAN_TEST_PG_URL} names one, an empty PostgreSQL. */
    static Map<String, String[]> in(Path directory) {
        Map<String, String[]> databases = new LinkedHashMap<>();
        databases.put("H2", arguments(List.of("--spring.datasource.url=jdbc:h2:file:" + directory.resolve("bench"))));
        String postgres = System.getenv("GREENPLAN_TEST_PG_URL");
        if (postgres != null) {
            databases.put(
                    "PostgreSQL",
                    arguments(List.of(
                            "--spring.datasource.url=" + postgres,
                            "--spring.datasource.username=" + System.getenv("GREENPLAN_TEST_PG_USER"),
                            "--spring.datasource.password=" + System.getenv("GREENPLAN_TEST_PG_PASSWORD"))));
        }
        return databases;
    }

    private static String[] arguments(List<String> database) {
        List<String> arguments = new ArrayList<>(database);
        arguments.addAll(List.of(
                "--server.port=0",
                // as installed; the tests have fewer
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--camunda.bpm.job-execution.enabled=false",
                "--greenplan.mail.worker=false",
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off"));
        return arguments.toArray(String[]::new);
    }
}
