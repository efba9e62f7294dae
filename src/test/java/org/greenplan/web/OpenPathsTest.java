package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.stream.Stream;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What answers in this application stands in one of the lists; what is in none is closed. */
class OpenPathsTest extends GreenplanTest {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ServletContext servlets;

    @Test
    @DisplayName("每个网址都有人列出，登录页之外没有一个不用登录")
    void everyPath_isListed() {
        List<String> ours = Stream.concat(
                        requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                                .filter(entry ->
                                        entry.getValue().getBeanType().getName().startsWith("org.greenplan."))
                                .flatMap(entry -> entry.getKey().getPatternValues().stream()),
                        servlets.getServletRegistrations().values().stream()
                                .flatMap(servlet -> servlet.getMappings().stream())
                                .filter(mapping -> mapping.length() > 2))
                // reached by what has failed, and by nobody else
                .filter(pattern -> !pattern.equals("/error"))
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "x").replace("/*", "/x"))
                .toList();

        assertThat(ours).hasSizeGreaterThan(80).contains("/camunda/api/engine/x", "/engine-rest/x");
        assertThat(ours)
                .allSatisfy(path ->
                        assertThat(OpenPaths.isKnown(request(path))).as(path).isTrue());
        assertThat(ours)
                .filteredOn(path -> OpenPaths.matcher(OpenPaths.TO_EVERYBODY).matches(request(path)))
                .containsExactly("/login");
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }
}
