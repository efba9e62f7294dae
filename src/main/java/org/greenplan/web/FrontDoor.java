package org.greenplan.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
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
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> frontValve(
            WebSettings settings, BodiesInMemory memory, PublicAddress address) {
        BoundedBody.Shared shared = new BoundedBody.Shared(
                memory,
                new WaitingRoom(settings.waitingPerAddress()),
                new Pace(settings.grace(), settings.leastPace()));
        UnreadRest rest = new UnreadRest(settings.leastPace());
        return server -> {
            List<Valve> valves = new ArrayList<>(server.getEngineValves());
            valves.forEach(valve -> believe(settings.proxies(), valve));
            // before the one that takes away what a proxy says of the sender
            valves.add(0, new FrontValve(shared, rest, address, settings.proxies()));
            server.setEngineValves(valves);
        };
    }

    /** By itself it takes the word of every private address, and for everything: ours say who asks, and nothing else. */
    private static void believe(Set<String> proxies, Valve valve) {
        if (valve instanceof RemoteIpValve named) {
            named.setInternalProxies(proxies.stream().map(Pattern::quote).collect(Collectors.joining("|")));
            named.setProtocolHeader(null);
            named.setHostHeader(null);
            named.setPortHeader(null);
        }
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(WebSettings settings) {
        return server -> {
            server.setProtocol(BoundedConnections.class.getName());
            server.addConnectorCustomizers(connector -> ((BoundedConnections) connector.getProtocolHandler())
                    .bound(settings.connectionsPerAddress(), settings.proxies()));
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrorReport() {
        return server -> server.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(PlainErrorReport.class.getName()));
    }
}
