package org.greenplan.database;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets the later of two win that both write an attribute which their session did not have: a browser sends its first
 * requests all at once. By itself Spring Session inserts twice, and the second fails.
 */
@Component
class SessionAttributes implements SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {

    private static final String ON_H2 =
            """
            merge into %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
            key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME) values (?, ?, ?)""";

    private final String url;

    SessionAttributes(@Value("${spring.datasource.url}") String url) {
        this.url = url;
    }

    @Override
    public void customize(JdbcIndexedSessionRepository sessions) {
        if (PostgresTimeouts.isPostgres(url)) {
            new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
        } else {
            sessions.setCreateSessionAttributeQuery(ON_H2);
        }
    }
}
