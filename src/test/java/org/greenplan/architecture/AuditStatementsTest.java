package org.greenplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Where the database does not hold it, on H2: no statement of the application does more to the audit than add to it and
 * read it. Every mention of the table is looked at, with what stands before it.
 */
class AuditStatementsTest {

    /** Make the table, and keep it on PostgreSQL. */
    private static final List<String> MAKE_IT = List.of("V11__keep_an_audit.sql", "KeepForGood.java");

    private static final Pattern MENTION = Pattern.compile("(?is)((?:\\S+\\s+){0,2})\"?audit_entry\\b");

    private static List<String> harmful(String text) {
        return MENTION.matcher(text)
                .results()
                .filter(mention ->
                        !isHarmless(mention.group(1).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT)))
                .map(MatchResult::group)
                .toList();
    }

    private static boolean isHarmless(String before) {
        return before.endsWith("insert into ")
                || before.endsWith("from ") && !before.endsWith("delete from ")
                || before.endsWith("{@code ");
    }

    @Test
    @DisplayName("应用中没有改动或删除审计记录的语句")
    void noStatement_changesTheAudit() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            sources = files.filter(file -> file.toString().matches(".*\\.(java|sql|xml|yml|html|bpmn|dmn|properties)"))
                    .filter(file -> !MAKE_IT.contains(file.getFileName().toString()))
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(300);

        int mentions = 0;
        for (Path source : sources) {
            String text = Files.readString(source);
            assertThat(harmful(text)).as(source.toString()).isEmpty();
            mentions += (int) MENTION.matcher(text).results().count();
        }
        assertThat(mentions).as("the store's own").isGreaterThan(1);
    }

    @Test
    void aStatementThatChangesIt_isFound() {
        for (String statement : List.of(
                "update audit_entry set person = ''",
                "delete from audit_entry",
                "DELETE  FROM\n  audit_entry where id = ?",
                "truncate table audit_entry",
                "merge into audit_entry",
                "drop table audit_entry",
                "alter table audit_entry rename to other",
                "String owner = \"audit_entry\";")) {
            assertThat(harmful(statement)).as(statement).hasSize(1);
        }
        assertThat(harmful("select * from audit_entry; insert into audit_entry (id)"))
                .isEmpty();
    }
}
