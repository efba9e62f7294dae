package org.greenplan.web;

import org.apache.catalina.core.StandardHost;
import org.greenplan.database.DatabaseLost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What stands in the web server itself, before the application. */
@Configuration(proxyBeanMethods = false)
class FrontDoor {

    @Bean
    FilterRegistrationBean<WithoutDatabase> withoutDatabase(DatabaseLost database) {
        FilterRegistrationBean<WithoutDatabase> filter = new FilterRegistrationBean<>(new WithoutDatabase(database));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    BodiesInMemory bodiesInMemory(WebSettings settings) {
        return new BodiesInMemory(settings.bodiesInMemory().toBytes());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> frontValve(BodiesInMemory memory) {
        return server -> server.addEngineValves(new FrontValve(memory));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrorReport() {
        return server -> server.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(PlainErrorReport.class.getName()));
    }
}
