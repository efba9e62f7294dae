package org.greenplan.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections to an H2 file whose commits are answered when they are on the disk; the pool keeps them. */
final class H2Connections extends DriverManagerDataSource {

    private final StoreLost lost;
    private @Nullable H2Store store;

    H2Connections(String url, @Nullable String user, @Nullable String password, StoreLost lost) {
        setUrl(url);
        setUsername(user);
        setPassword(password);
        this.lost = lost;
    }

    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        Connection real = super.getConnectionFromDriver(properties);
        return new DurableCommits(real, remember(H2Store.of(real)), lost).connection();
    }

    /** One for all connections, so that they wait for the disk together. */
    private synchronized H2Store remember(H2Store opened) {
        H2Store known = store;
        if (known != null && known.isSameAs(opened)) {
            return known;
        }
        store = opened;
        return opened;
    }
}
