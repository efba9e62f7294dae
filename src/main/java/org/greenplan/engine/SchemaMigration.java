package org.greenplan.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Runs the migrations; on H2 it first clears away what a kill amid the very first start has left. H2 commits each create
 * by itself, so half a schema would stop every further start. Nothing can be in it: nobody writes before the first own
 * tables are complete.
 */
@Component
class SchemaMigration implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final MigrationVersion FIRST_OWN_TABLES = MigrationVersion.fromVersion("2");

    @Override
    public void migrate(Flyway flyway) {
        if (isH2(flyway) && hasHistory(flyway) && !hasOwnTables(flyway)) {
            LOG.warn("the first start was broken off while it created the tables; it begins anew");
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .cleanDisabled(false)
                    .load()
                    .clean();
        }
        flyway.migrate();
    }

    private static boolean hasOwnTables(Flyway flyway) {
        return Arrays.stream(flyway.info().applied())
                .anyMatch(migration -> FIRST_OWN_TABLES.equals(migration.getVersion())
                        && migration.getState() == MigrationState.SUCCESS);
    }

    private static boolean isH2(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
            return connection.getMetaData().getURL().startsWith("jdbc:h2");
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    /** A database that is not ours has no such table: it stays as it is, and Flyway refuses it. */
    private static boolean hasHistory(Flyway flyway) {
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(
                                null,
                                connection.getSchema(),
                                flyway.getConfiguration().getTable(),
                                null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }
}
