package org.greenplan.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Scripts, styles, forms and pictures, Camunda's too: a browser keeps each, asks every time whether it is still the same,
 * and is told by the file's content (ADR 0038).
 */
@Configuration
class ServedFiles {

    private final Map<Version, String> tags = new ConcurrentHashMap<>();

    @Autowired
    void tagAll(@Qualifier("resourceHandlerMapping") HandlerMapping files) {
        for (Object handler : ((SimpleUrlHandlerMapping) files).getUrlMap().values()) {
            ResourceHttpRequestHandler served = (ResourceHttpRequestHandler) handler;
            served.setCacheControl(CacheControl.noCache());
            served.setUseLastModified(false);
            served.setEtagGenerator(this::tag);
        }
    }

    /** The same for the same content: its time says nothing, since an older version that is put back is older. */
    String tag(Resource file) {
        try {
            return tags.computeIfAbsent(new Version(file.getURI(), file.lastModified()), version -> read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Resource file) {
        try (InputStream content = file.getInputStream()) {
            return '"' + DigestUtils.md5DigestAsHex(content) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file is read once as long as it is not written again. */
    private record Version(URI file, long modified) {}
}
