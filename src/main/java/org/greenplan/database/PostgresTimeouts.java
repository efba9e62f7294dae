package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;

/**
 * Bounds the wait for a PostgreSQL that has fallen silent without closing its connections: a frozen machine, a proxy that hangs. Without them
 * whoever asks waits for good, and the node with them. What the address names itself stays as it is: the driver prefers it.
 */
final class PostgresTimeouts {

    /** Seconds without an answer, until a statement is given up; see {@link LongMigrations} for those that may take longer. */
    static final int STATEMENT = 20;

    private static final Map<String, String> DRIVER = Map.of(
            "socketTimeout",
            String.valueOf(STATEMENT),
            // seconds until the machine must have answered, and until the login must be through
            "connectTimeout",
            "5",
            "loginTimeout",
            "10",
            "tcpKeepAlive",
            "true");

    /** In seconds, for who only wants to know whether it answers. */
    static final Map<String, String> HASTY = Map.of("socketTimeout", "3", "connectTimeout", "3", "loginTimeout", "3");

    /** The server gives up a transaction that says nothing, so that a lost node holds no locks. */
    private static final String IDLE_IN_TRANSACTION = "idle_in_transaction_session_timeout";

    private PostgresTimeouts() {}

    static boolean isPostgres(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Before the first connection is made. */
    static void set(HikariDataSource pool) {
        if (!isPostgres(pool.getJdbcUrl())) {
            return;
        }
        Properties properties = pool.getDataSourceProperties();
        DRIVER.forEach(properties::putIfAbsent);
        if (pool.getConnectionInitSql() == null && !pool.getJdbcUrl().contains(IDLE_IN_TRANSACTION)) {
            pool.setConnectionInitSql("set " + IDLE_IN_TRANSACTION + " = '60s'");
        }
    }
}
