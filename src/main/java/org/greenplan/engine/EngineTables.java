package org.greenplan.engine;

import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;

/**
 * First migration: the tables of the engine and of the sessions, by their own scripts, so that one tool creates the
 * whole schema and two nodes that start together do not collide.
 */
@Component
class EngineTables implements JavaMigration {

    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine and session tables";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        boolean postgres = context.getConnection().getMetaData().getURL().startsWith("jdbc:postgresql");
        ResourceDatabasePopulator scripts = new ResourceDatabasePopulator();
        for (String script : SCRIPTS) {
            scripts.addScript(new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql"
                    .formatted(postgres ? "postgres" : "h2", script)));
        }
        scripts.addScript(new ClassPathResource(
                "org/springframework/session/jdbc/schema-%s.sql".formatted(postgres ? "postgresql" : "h2")));
        DatabasePopulatorUtils.execute(scripts, new SingleConnectionDataSource(context.getConnection(), true));
    }
}
