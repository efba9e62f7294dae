package org.greenplan.architecture;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks the rules on rows: by a lambda, by a helper of it, and by a stream that nobody closes. */
public final class AsksAgainInARow {

    private final JdbcClient jdbc;

    AsksAgainInARow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> inALambda() {
        return jdbc.sql("select code from unit")
                .query((row, number) -> nameOf(row.getString("code")))
                .list();
    }

    Stream<String> leftOpen() {
        return jdbc.sql("select code from unit").query(String.class).stream();
    }

    private String nameOf(String code) {
        return jdbc.sql("select name from unit where code = ?")
                .param(code)
                .query(String.class)
                .single();
    }
}
