package org.greenplan.engine;

import jakarta.servlet.ServletRegistration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Who stands before which path. */
@Configuration(proxyBeanMethods = false)
class EngineWeb {

    /** After Spring Session's filter, before everything that asks who is there. */
    private static final int AFTER_THE_SESSION = 0;

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> restLogin() {
        FilterRegistrationBean<ProcessEngineAuthenticationFilter> login =
                new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
        login.addInitParameter(
                ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        login.addUrlPatterns("/engine-rest/*");
        login.setOrder(AFTER_THE_SESSION);
        return login;
    }

    @Bean
    FilterRegistrationBean<LoginFilter> ownPagesLogin(IdentityService identity) {
        FilterRegistrationBean<LoginFilter> login = new FilterRegistrationBean<>(new LoginFilter(identity));
        login.addUrlPatterns(LoginFilter.PATHS);
        login.setOrder(AFTER_THE_SESSION);
        return login;
    }

    @Bean
    CamundaJerseyResourceConfig engineRest() {
        return new CamundaJerseyResourceConfig() {
            @Override
            protected void registerAdditionalResources() {
                register(RestErrors.class);
            }
        };
    }

    /** Registered first under the name that the web application would use, which then skips its own. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ServletContextInitializer tasklistEngineApi() {
        return context -> {
            ServletRegistration.Dynamic servlet = context.addServlet("Engine Api", ServletContainer.class);
            servlet.setInitParameter(ServletProperties.JAXRS_APPLICATION_CLASS, TasklistEngineApi.class.getName());
            servlet.addMapping("/camunda/api/engine/*");
        };
    }
}
