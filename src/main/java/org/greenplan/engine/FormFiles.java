package org.greenplan.engine;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves {@code forms/}: always the newest, also to tasks that were there before the last release. */
@Configuration(proxyBeanMethods = false)
class FormFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/forms/**")
                .addResourceLocations("classpath:/forms/")
                .setCacheControl(CacheControl.noCache());
    }
}
