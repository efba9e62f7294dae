package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Sets the pool's bounds and examines its database, before anybody gets a connection from it. */
@Component
class BeforeTheFirstConnection implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
            PostgresTimeouts.set(pool);
            DatabaseCheck.examine(
                    pool.getJdbcUrl(), pool.getUsername(), pool.getPassword(), pool.getDataSourceProperties());
        }
        return bean;
    }
}
