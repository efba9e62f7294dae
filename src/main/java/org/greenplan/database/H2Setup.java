package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Puts {@link H2Connections} below the pool when the database is an H2 file, whoever wrote its address. */
@Component
class H2Setup implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(H2Setup.class);

    private final ObjectProvider<StoreLost> lost;

    H2Setup(ObjectProvider<StoreLost> lost) {
        this.lost = lost;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null && H2Url.isFile(pool.getJdbcUrl())) {
            Map<String, String> corrected = H2Url.corrected(pool.getJdbcUrl());
            if (!corrected.isEmpty()) {
                LOG.warn("the database's address says {}; that is not followed", corrected);
            }
            String url = H2Url.withSettings(pool.getJdbcUrl());
            OwnerOnly.prepare(H2Url.name(url));
            pool.setDataSource(new H2Connections(url, pool.getUsername(), pool.getPassword(), lost.getObject()));
        }
        return bean;
    }
}
