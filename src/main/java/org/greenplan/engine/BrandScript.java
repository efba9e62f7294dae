package org.greenplan.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.JavaScriptUtils;

/** Serves the script that names the application to Camunda's web applications, with the configured name in it. */
@RestController
class BrandScript {

    static final String PATH = "/camunda/app/tasklist/scripts/greenplan-brand.js";

    private static final String FILE = "META-INF/resources/webjars/camunda/app/tasklist/scripts/greenplan-brand.js";
    private static final String DEFAULT_NAME = "绿色低碳转型任务调度系统";
    private static final MediaType JAVASCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

    private final String script;
    private final String tag;

    BrandScript(@Value("${greenplan.app-name}") String name) throws IOException {
        script = new ClassPathResource(FILE)
                .getContentAsString(StandardCharsets.UTF_8)
                .replace(DEFAULT_NAME, JavaScriptUtils.javaScriptEscape(name));
        tag = '"' + DigestUtils.md5DigestAsHex(script.getBytes(StandardCharsets.UTF_8)) + '"';
    }

    @GetMapping(PATH)
    ResponseEntity<String> script() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(tag)
                .contentType(JAVASCRIPT)
                .body(script);
    }
}
