package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of ours with parts that name nothing: not found or refused with a sentence, never an error. */
class EveryMappingTest extends GreenplanTest {

    /** As they stand in an address. */
    private static final List<String> ODD = List.of(
            "9999",
            "-1",
            "99999999999999999999",
            "x",
            "%7Bx%7D",
            "%E6%B0%B4%E5%8A%A1",
            "a%20b",
            "'",
            "2026-13-45",
            "x".repeat(300));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Browser> browsers = new HashMap<>();

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @ParameterizedTest
    @ValueSource(strings = {"planoffice", "ecology1", "water1"})
    @DisplayName("网址中的编号不存在或不成样子：一律是4xx和一句话")
    void oddPathVariables_areNotFoundOrRefused(String user) throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping : ours().toList()) {
            for (String pattern : mapping.getKey().getPatternValues()) {
                if (pattern.contains("{")) {
                    for (String odd : ODD) {
                        String path = pattern.replaceAll("\\{[^}]*}", odd) + query(mapping.getValue(), "1");
                        asked++;
                        complain(user, method(mapping.getKey()), path, wrong);
                    }
                }
            }
        }

        assertThat(asked).isGreaterThan(300);
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("查询参数不成样子：页面照常，或是4xx和一句话")
    void oddParameters_areIgnoredOrRefused() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping : ours().toList()) {
            for (String pattern : mapping.getKey().getPatternValues()) {
                boolean asksForMore = query(mapping.getValue(), "x").contains("=");
                if (!pattern.contains("{") && method(mapping.getKey()) == RequestMethod.GET && asksForMore) {
                    for (String odd : List.of("-1", "%7Bx%7D")) {
                        complain("planoffice", RequestMethod.GET, pattern + query(mapping.getValue(), odd), wrong);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/platform/submissions/9999, ecology1, 404",
        "/platform/submissions/x, ecology1, 404",
        "/reminders/log/%7Bx%7D, planoffice, 404",
        "/camunda/app/tasklist/x/, ecology1, 404",
        "/camunda/app/nothing/default/, ecology1, 404",
        "/nothing, ecology1, 404",
        "/api/nothing, ecology1, 404",
        "/camunda/api/nothing, ecology1, 404",
        "/error, ecology1, 404",
        "/api/tables/complete, ecology1, 405"
    })
    @DisplayName("什么也没有的网址：404，页面说中文，接口答约定的格式")
    void anAddressThatLeadsNowhere_isNotFound(String path, String user, int status) throws Exception {
        HttpResponse<String> answer = send(user, RequestMethod.GET, path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(isOurs(path, answer)).as(answer.body()).isTrue();
    }

    @Test
    @DisplayName("多余的花括号不会让转向出错")
    void theWayBackToAMail_keepsTheOddName() throws Exception {
        HttpResponse<String> answer = send("planoffice", RequestMethod.GET, "/reminders/log/%7Bx%7D/again");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/reminders/log/%7Bx%7D");
    }

    private Stream<Map.Entry<RequestMappingInfo, HandlerMethod>> ours() {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.greenplan."))
                .filter(entry -> !entry.getKey().getPatternValues().contains("/error"));
    }

    private static RequestMethod method(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        assertThat(methods).as(mapping.toString()).hasSize(1);
        return methods.iterator().next();
    }

    private static String query(HandlerMethod method, String value) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(parameter -> parameter.getParameter().getName() + "=" + value)
                .collect(Collectors.joining("&", "?", ""));
    }

    private void complain(String user, RequestMethod method, String path, List<String> wrong) throws Exception {
        HttpResponse<String> answer = send(user, method, path);
        if (answer.statusCode() >= 500 || answer.statusCode() >= 400 && !isOurs(path, answer)) {
            wrong.add(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static boolean isOurs(String path, HttpResponse<String> answer) {
        boolean json = answer.headers().firstValue("content-type").orElse("").startsWith("application/json");
        return path.startsWith("/api/") || path.startsWith("/camunda/api/")
                ? json && answer.body().startsWith("{\"type\":\"RuleViolation\"")
                : !json && answer.body().contains("lang=\"zh-CN\"");
    }

    private HttpResponse<String> send(String user, RequestMethod method, String path) throws Exception {
        if (!browsers.containsKey(user)) {
            browsers.put(user, Browser.of(port, user));
        }
        Browser browser = browsers.get(user);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Cookie", browser.cookies())
                        .header("X-XSRF-TOKEN", browser.token())
                        .header("Content-Type", "application/json")
                        .method(
                                method.name(),
                                method == RequestMethod.GET
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
