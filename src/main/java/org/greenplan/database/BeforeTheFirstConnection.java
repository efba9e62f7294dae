package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Sets the pool's bounds and examines its database, before anybody gets a connection from it. */
@Component
class BeforeTheFirstConnection implements BeanPostProcessor {

    private final boolean production;

    BeforeTheFirstConnection(Environment environment) {
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
            PostgresTimeouts.set(pool);
            if (production) {
                DatabaseCheck.refuseWithoutPassword(pool.getJdbcUrl(), pool.getPassword());
            }
            DatabaseCheck.examine(
                    pool.getJdbcUrl(), pool.getUsername(), pool.getPassword(), pool.getDataSourceProperties());
        }
        return bean;
    }
}
