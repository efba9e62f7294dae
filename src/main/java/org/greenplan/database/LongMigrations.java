package org.greenplan.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** A migration may rewrite a table for longer than any other statement takes; the pool takes the bound back with the connection. */
@Component
class LongMigrations implements FlywayConfigurationCustomizer {

    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public void customize(FluentConfiguration flyway) {
        flyway.dataSource(new Patient(flyway.getDataSource()));
    }

    private static final class Patient extends DelegatingDataSource {

        Patient(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
            return connection;
        }
    }
}
