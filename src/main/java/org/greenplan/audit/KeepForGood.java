package org.greenplan.audit;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * After the table of the audit: PostgreSQL itself refuses whatever is not an addition, whoever sends it. On H2, which
 * has one user, a test holds that the application has no such statement (ADR 0026).
 */
@Component
class KeepForGood implements JavaMigration {

    private static final String FUNCTION =
            """
            create or replace function audit_entry_is_kept() returns trigger language plpgsql as $$
            begin
                raise exception 'audit_entry is added to and never changed (%)', tg_op;
            end $$""";

    private static final String TRIGGER =
            """
            create trigger audit_entry_is_kept before update or delete or truncate on audit_entry
            for each statement execute function audit_entry_is_kept()""";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("11.1");
    }

    @Override
    public String getDescription() {
        return "keep the audit for good";
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
    public void migrate(Context context) throws SQLException {
        if (context.getConnection().getMetaData().getURL().startsWith("jdbc:postgresql")) {
            try (Statement sql = context.getConnection().createStatement()) {
                sql.execute(FUNCTION);
                sql.execute(TRIGGER);
            }
        }
    }
}
