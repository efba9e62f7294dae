package org.greenplan.engine;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.core.Application;
import java.util.EnumSet;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What of Camunda's web answers where, and for whom. */
@Configuration(proxyBeanMethods = false)
class EngineWeb {

    /** After the front door (-100) and what the container orders before it; before Camunda's filters, which have no order. */
    private static final int AFTER_THE_DOOR = 201;

    /** Filters of the web applications whose work the front door does: a login, a token and a session of their own. */
    private static final List<String> LAID_OFF =
            List.of("Authentication Filter", "CsrfPreventionFilter", "SessionCookieFilter");

    @Bean
    FilterRegistrationBean<CurrentPerson> currentPerson(ProcessEngine engine) {
        FilterRegistrationBean<CurrentPerson> filter = new FilterRegistrationBean<>(new CurrentPerson(engine));
        filter.setOrder(AFTER_THE_DOOR);
        return filter;
    }

    /** The web applications skip a filter of theirs when there is one of its name. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ServletContextInitializer withoutCamundasDoor() {
        Filter passThrough = (request, response, chain) -> chain.doFilter(request, response);
        return context -> LAID_OFF.forEach(name -> context.addFilter(name, passThrough)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/camunda/nowhere"));
    }

    @Bean
    FilterRegistrationBean<NoSuchWebApp> noSuchWebApp() {
        FilterRegistrationBean<NoSuchWebApp> filter = new FilterRegistrationBean<>(new NoSuchWebApp());
        filter.addUrlPatterns(NoSuchWebApp.PATHS);
        filter.setOrder(AFTER_THE_DOOR);
        return filter;
    }

    @Bean
    CamundaJerseyResourceConfig engineRest() {
        return new CamundaJerseyResourceConfig() {
            @Override
            protected void registerAdditionalResources() {
                register(RestErrors.class);
                UnreadableJson.MAPPERS.forEach(this::register);
                RestDoor.FILTERS.forEach(this::register);
            }
        };
    }

    /** Registered first under the names that the web applications would use, which then skip their own. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ServletContextInitializer webApplications() {
        return context -> {
            register(context, "Engine Api", TasklistEngineApi.class, "/camunda/api/engine/*");
            register(context, "Admin Api", AdminApi.class, "/camunda/api/admin/*");
            register(context, "Cockpit Api", CockpitApi.class, "/camunda/api/cockpit/*");
            register(context, "Tasklist Api", TasklistApi.class, "/camunda/api/tasklist/*");
            register(context, "Welcome Api", WelcomeApi.class, "/camunda/api/welcome/*");
        };
    }

    private static void register(
            ServletContext context, String name, Class<? extends Application> application, String path) {
        ServletRegistration.Dynamic servlet = context.addServlet(name, ServletContainer.class);
        servlet.setInitParameter(ServletProperties.JAXRS_APPLICATION_CLASS, application.getName());
        servlet.addMapping(path);
    }
}
