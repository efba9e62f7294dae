package org.greenplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** An empty database in memory with our own tables, made by the migrations themselves. */
public final class TestDatabase {

    private TestDatabase() {}

    public static JdbcClient create() {
        return before(Integer.MAX_VALUE);
    }

    /** As it was before this migration. */
    public static JdbcClient before(int version) {
        DataSource dataSource =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        new ResourceDatabasePopulator(scripts("h2", 1, version)).execute(dataSource);
        return JdbcClient.create(dataSource);
    }

    /**
     * The migrations that are SQL, in their order.
     *
     * @param vendor h2 or postgresql
     * @param from the first version
     * @param before the version after the last
     */
    public static Resource[] scripts(String vendor, int from, int before) {
        PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
        try {
            return Stream.of(
                            resources.getResources("classpath:db/migration/V*__*.sql"),
                            resources.getResources("classpath:db/" + vendor + "/V*__*.sql"))
                    .flatMap(Arrays::stream)
                    .filter(script -> version(script) >= from && version(script) < before)
                    .sorted(Comparator.comparingInt(TestDatabase::version))
                    .toArray(Resource[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Resource script) {
        String name = String.valueOf(script.getFilename());
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
