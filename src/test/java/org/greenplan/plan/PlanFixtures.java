package org.greenplan.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.greenplan.directory.UnitNames;

/** The seeds as the reader's tests need them. */
final class PlanFixtures {

    private static final Path SEEDS = Path.of("seeds", "2026");

    private PlanFixtures() {}

    static String planText() {
        return text("plan.txt");
    }

    static PlanDocument plan() {
        return PlanDocumentReader.read(planText(), 2026, names());
    }

    static UnitNames names() {
        UnitNames.Builder builder = UnitNames.builder();
        rows("units.csv").forEach(row -> builder.unit(row.get(0), row.get(1)));
        rows("aliases.csv").forEach(row -> builder.alias(row.get(0), row.get(1)));
        rows("collectives.csv").forEach(row -> builder.collective(row.get(0), row.get(1)));
        return builder.build();
    }

    /** The rows of a seed table without its header. */
    static List<List<String>> rows(String file) {
        return text(file)
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .toList();
    }

    private static String text(String file) {
        try {
            return Files.readString(SEEDS.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
