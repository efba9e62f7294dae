package org.greenplan.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;

/** A small CSV file of ours on the classpath, with a line of column names first. */
public final class SeedTable {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    /** One line, by column name. */
    public record Row(Map<String, String> cells) {

        /** @throws IllegalStateException when there is no such column */
        public String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalStateException("no column " + column + " among " + cells.keySet());
            }
            return cell;
        }
    }

    private SeedTable() {}

    /**
     * Its rows.
     *
     * @throws IllegalStateException when a line has another number of cells than the header: our file is broken
     */
    public static List<Row> rows(String path) {
        try (CSVParser lines = CSVParser.parse(text(path), FORMAT)) {
            return lines.stream().map(line -> row(path, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static String text(String path) throws IOException {
        return new ClassPathResource(path)
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("\uFEFF", "");
    }

    private static Row row(String path, CSVRecord line) {
        if (!line.isConsistent()) {
            throw new IllegalStateException("%s, line %d: expected the cells %s, found %s"
                    .formatted(
                            path,
                            line.getParser().getCurrentLineNumber(),
                            line.getParser().getHeaderNames(),
                            line));
        }
        return new Row(line.toMap());
    }
}
