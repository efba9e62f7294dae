package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.greenplan.GreenplanTest;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.greenplan.trouble.Node;
import org.greenplan.trouble.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Calls every address, ours and the engine's, as nobody and as each of twelve people, and compares what they got with
 * {@code docs/rights.md}; when it no longer agrees, what was answered lies under target/. The application that is asked
 * runs by itself, since everything that may be changed is.
 */
@DirtiesContext
class RightsDocTest extends GreenplanTest {

    private static final Path KEPT = Path.of("docs/rights.md");
    private static final Path GENERATED = Path.of("target/rights.md");

    /** 7.2 has a coordinating lead, another unit that reports, and one that confirms. */
    private static final String MEASURE = "2026-07-02";

    private static final String NOBODY = "";

    /** No id of anything. */
    private static final String NOTHING = "nothing";

    private static final Set<String> READS = Set.of("GET", "OPTIONS");

    /** What has no handler of ours: files, and the pages of the web applications. */
    private static final List<String> FILES = List.of(
            "/camunda/app/admin/default/",
            "/camunda/app/cockpit/default/",
            "/camunda/app/tasklist/default/",
            "/camunda/app/welcome/default/",
            "/css/greenplan.css",
            "/css/palette.css",
            "/css/tables.css",
            "/favicon.ico",
            "/forms/fill-report.html",
            "/js/tables.js",
            "/nothing-that-is-listed");

    /** So that nothing is read after it was changed, and nobody is gone too early. */
    private static final Comparator<String> READING_FIRST = Comparator.comparing(
                    (String operation) -> operation.endsWith("/logout"))
            .thenComparing(operation -> !READS.contains(verb(operation)))
            .thenComparing(RightsDocTest::address);

    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern PARAMETER = Pattern.compile("\\{([\\w-]+)[^}]*}");

    private static final String BEFORE =
            """
            # 谁能进入哪个网址

            本页由程序生成（`RightsDocTest`），与程序保持一致，请勿手工修改。

            测试逐一列出本系统和流程引擎的全部网址，以未登录者和十二种人员的身份各调用一次，把结果与本表比较；新增一个网址而不写进本表，
            测试即不通过。各列的人员，相对于同一条工作措施而言：

            | 列 | 人员 |
            |---|---|
            | 未 | 未登录 |
            | 牵 | 牵头单位（负责统筹）的经办人 |
            | 牵领 | 牵头单位的分管领导 |
            | 责 | 填报单位的经办人 |
            | 责领 | 填报单位的分管领导 |
            | 协 | 协办单位的经办人 |
            | 外 | 与本措施无关的单位的经办人 |
            | 局 | 负责平台报送的生态环境局的经办人，与本措施无关 |
            | 办 | 计划办的经办人 |
            | 办领 | 计划办的分管领导 |
            | 区 | 区领导 |
            | 管 | 没有别的岗位的系统管理员 |
            | 审 | 安全审计员 |

            | 符号 | 含义 |
            |---|---|
            | ● | 进得去 |
            | ◐ | 进得去，但送来的内容或当时的状态不合要求，没有办理 |
            | → | 转到另一页（提交之后，或没有单独一页时），那一页自有规定 |
            | – | 对此人如同不存在，或确实不存在（404） |
            | ✗ | 拒绝（403） |
            | 登 | 要求登录 |
            | ‼ | 流程引擎对缺项的内容或不存在的编号答了500，没有办理 |

            调用时，措施、任务、报送、材料都是真实存在的一份：任务是填报单位尚未提交的“填报进展”，材料是尚未审签的；没有现成对象的编号写`nothing`。
            """;

    private static final Map<String, String> COLUMNS = columns();

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @TempDir
    private Path directory = Path.of("");

    private Http server = new Http(0);

    /** What stands in an address or among its parameters, by name; or by the whole operation and name. */
    private final Map<String, Map<String, String>> kinds = new LinkedHashMap<>();

    private final Map<String, String> names = new LinkedHashMap<>();

    /** Bodies without which an operation does not come to ask whose it is. */
    private final Map<String, Object> bodies = new LinkedHashMap<>();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("未", NOBODY);
        columns.put("牵", "housing1");
        columns.put("牵领", "housingleader");
        columns.put("责", "devreform1");
        columns.put("责领", "devreformleader");
        columns.put("协", "planning1");
        columns.put("外", "finance1");
        columns.put("局", "ecology1");
        columns.put("办", "planoffice");
        columns.put("办领", "planofficeleader");
        columns.put("区", "districtleader");
        columns.put("管", "admin");
        columns.put("审", "auditor");
        return columns;
    }

    @Test
    @DisplayName("每个网址，每种人员：与docs/rights.md一致")
    void whoMayCallWhat_isWrittenDown() throws IOException {
        try (Node asked = Node.in(directory).on("2026-11-23T09:00:00").start()) {
            server = new Http(asked.port());
            prepare(new Work(asked.client()));
            compare();
        }
    }

    private void compare() throws IOException {
        Map<String, Client> pages = new LinkedHashMap<>();
        Map<String, Client> programs = new LinkedHashMap<>();
        COLUMNS.forEach((column, person) -> {
            pages.put(column, person.equals(NOBODY) ? server.nobody() : server.login(person));
            programs.put(column, person.equals(NOBODY) ? server.nobody() : server.basic(person));
        });

        Map<String, String> ours = new TreeMap<>();
        Map<String, HandlerMethod> methods = ours();
        for (String operation : inOrder(methods.keySet())) {
            if (operation.contains(" /api/files")) {
                kinds.forEach((label, of) -> {
                    names.putAll(of);
                    ours.put(
                            address(operation).replace(" ", "（" + label + "） "),
                            answers(pages, call(operation, methods.get(operation))));
                });
            } else {
                ours.put(address(operation), answers(pages, call(operation, methods.get(operation))));
            }
        }
        Map<String, String> files = new TreeMap<>();
        for (String path : FILES) {
            files.put(path + " GET", answers(pages, new Call("GET", path, null, false)));
        }
        Map<String, String> engines = new TreeMap<>();
        for (String operation : inOrder(RestOperations.all())) {
            engines.put(
                    address(operation),
                    isAtTheProgramsDoor(operation)
                            ? answers(programs, engineCall(operation, Http.ENGINE_REST))
                            : answers(pages, engineCall(operation, Http.TASKLIST)));
        }

        String text = BEFORE
                + "\n## 本系统的网址\n\n" + table(ours)
                + "\n## 网页应用和文件\n\n" + table(files)
                + "\n## 流程引擎的接口\n\n`/engine-rest`（程序用）和`/camunda/api/engine/engine/default`（网页用）下是同样的接口，"
                + "各调用一半。\n\n" + table(engines);
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, text);
        assertThat(ours.values()).as("mistakes").noneMatch(row -> row.contains("‼"));
        assertThat(text)
                .as("docs/rights.md; what was answered is in " + GENERATED)
                .isEqualTo(Files.exists(KEPT) ? Files.readString(KEPT) : "");
    }

    /** One of everything that the addresses name. */
    private void prepare(Work work) {
        work.doIt(work.await1(MEASURE, "assignMeasure", "housing"));
        Work.Todo fill = work.await1(MEASURE, "fillReport", "devreform");
        String round = String.valueOf(work.roundOf(fill));
        names.putAll(Map.of(
                "key", MEASURE,
                "taskId", fill.id(),
                "year", "2026",
                "round", round,
                "roundId", round,
                "unit", "devreform",
                "item", "20",
                "name", "a.pdf",
                "person", "devreform1"));
        names.put("/tasks/{id}", fill.id());
        names.put("/collectives/{code}", "ecocommittee");
        names.put("code", "demonstration-zone");
        names.put("due", found("devreform1", "/tables/sheets", "/tables/sheets/devreform/([0-9-]{10})"));
        file("佐证材料", "evidence", MEASURE + "/" + round);
        file("扫描件", "sheet", "2026/" + names.get("due"));
        bodies.put("POST /api/tables/complete", List.of(Map.of("taskId", fill.id(), "inputs", Map.of())));
        bodies.put("PUT /api/tasks/{taskId}/assignee", Map.of("person", "devreform1"));
        bodies.put("strike", Map.of("reason", "换一份"));

        Client bureau = server.basic(COLUMNS.get("局"));
        assertThat(bureau.post(Http.ENGINE_REST + "/process-definition/key/open-platform-submission/start", Map.of())
                        .status())
                .isEqualTo(200);
        complete(bureau, "userTask_requestSubmission", Map.of("submissionYear", 2026, "track", "demonstration-zone"));
        complete(bureau, "userTask_assignItems", Map.of());
        String submission = found("ecology1", "/platform", "/platform/submissions/([0-9]+)");
        names.put("submission", submission);
        names.put("/platform/submissions/{id}", submission);
        names.put("file", file("报送材料", "submission", submission + "/20"));
        List.of("present", "wanted", "again", "action").forEach(name -> names.put(name, "x"));

        Client administrator = server.basic("admin");
        JsonNode task = administrator
                .get(Http.ENGINE_REST + "/history/task?taskId=" + fill.id())
                .json()
                .get(0);
        String instance = task.path("processInstanceId").asText();
        names.put("/task/{id}", fill.id());
        names.put("/user/{id}", "devreform1");
        names.put("/group/{id}", "devreformStaff");
        names.put("/process-definition/{id}", fill.definition());
        names.put("/process-definition/key/{key}", "measure-cycle");
        names.put("/process-instance/{id}", instance);
        names.put("/execution/{id}", task.path("executionId").asText());
        names.put("/history/task/{id}", fill.id());
        names.put("/history/process-instance/{id}", instance);
        names.put("varId", "measureKey");
        List.of("engine", "engineName", "processEngineName").forEach(name -> names.put(name, "default"));
        names.put("/filter/{id}", first(bureau, "/filter?sortBy=filterName&sortOrder=asc"));
        names.put("/deployment/{id}", first(administrator, "/deployment?sortBy=deploymentTime&sortOrder=asc"));
    }

    /** One of a kind that has its own rights behind the same addresses. */
    private String file(String label, String kind, String owner) {
        String id = upload("/api/files?kind=" + kind + "&unit=devreform&name=a.pdf&owner=" + owner);
        kinds.put(label, Map.of("kind", kind, "owner", owner, "/api/files/{id}", id));
        return id;
    }

    private static String first(Client person, String list) {
        return person.get(Http.ENGINE_REST + list).json().path(0).path("id").asText(NOTHING);
    }

    /** What a page has a link to. */
    private String found(String person, String page, String link) {
        Matcher links =
                Pattern.compile(link).matcher(server.login(person).get(page).body());
        assertThat(links.find()).as(link).isTrue();
        return links.group(1);
    }

    private static void complete(Client person, String taskKey, Map<String, Object> inputs) {
        String list = Http.ENGINE_REST + "/task?taskDefinitionKey=" + taskKey;
        await().until(() -> person.get(list).json().size() == 1);
        Map<String, Object> variables = new LinkedHashMap<>();
        inputs.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        Answer done = person.post(
                Http.ENGINE_REST + "/task/" + first(person, "/task?taskDefinitionKey=" + taskKey) + "/complete",
                Map.of("variables", variables));
        assertThat(done.status()).as(done.body()).isEqualTo(204);
    }

    private String upload(String path) {
        Answer answer = server.basic("devreform1").post(path, PDF);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private Map<String, HandlerMethod> ours() {
        Map<String, HandlerMethod> found = new LinkedHashMap<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getName().startsWith("org.greenplan.")
                    && !mapping.getPatternValues().contains("/error")) {
                RequestMethod verb =
                        mapping.getMethodsCondition().getMethods().iterator().next();
                mapping.getPatternValues().forEach(pattern -> found.put(verb + " " + pattern, method));
            }
        });
        return found;
    }

    private static List<String> inOrder(Set<String> operations) {
        return operations.stream().sorted(READING_FIRST).toList();
    }

    private record Call(String method, String path, @Nullable Object body, boolean form) {

        Answer by(Client person) {
            return form && person instanceof Http.Session session
                    ? session.post(path, Map.of(), Map.of())
                    : person.send(method, path, body);
        }
    }

    /** With what the method must be given. */
    private Call call(String operation, HandlerMethod method) {
        String verb = verb(operation);
        String pattern = operation.substring(verb.length() + 1);
        String query = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> {
                    RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
                    return asked != null
                            && asked.required()
                            && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                })
                .map(parameter -> {
                    String name = parameter.getParameter().getName();
                    return name + "=" + names.getOrDefault(name, NOTHING);
                })
                .collect(Collectors.joining("&", "?", ""));
        String path = filled(pattern) + (query.equals("?") ? "" : query);
        if (verb.equals("GET")) {
            return new Call(verb, path, null, false);
        }
        Object body = bodies.get(pattern.endsWith("/strike") ? "strike" : operation);
        boolean json = Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
        boolean bytes = Arrays.stream(method.getMethodParameters())
                .map(parameter -> parameter.getParameterType())
                .anyMatch(type ->
                        Set.of(HttpServletRequest.class, InputStream.class).contains(type));
        if (json) {
            return new Call(verb, path, body == null ? Map.of() : body, false);
        }
        return bytes ? new Call(verb, path, PDF, false) : new Call(verb, path, null, true);
    }

    private Call engineCall(String operation, String door) {
        String verb = verb(operation);
        String pattern = operation.substring(verb.length() + 1);
        boolean reads = READS.contains(verb);
        String path = reads || pattern.startsWith("/camunda/")
                ? filled(pattern)
                : PARAMETER.matcher(pattern).replaceAll(NOTHING);
        String root = operation.equals("GET /engine") ? door.replace("/engine/default", "") : door;
        return new Call(verb, (pattern.startsWith("/camunda/") ? "" : root) + path, reads ? null : Map.of(), false);
    }

    /** With the names that stand for the beginning of the pattern, or for the name of the part. */
    private String filled(String pattern) {
        Matcher parts = PARAMETER.matcher(pattern);
        StringBuilder path = new StringBuilder();
        while (parts.find()) {
            String begin = pattern.substring(0, parts.end());
            parts.appendReplacement(
                    path,
                    Matcher.quoteReplacement(names.getOrDefault(begin, names.getOrDefault(parts.group(1), NOTHING))));
        }
        return parts.appendTail(path).toString();
    }

    private static boolean isAtTheProgramsDoor(String operation) {
        return !operation.contains(" /camunda/") && Math.floorMod(operation.hashCode(), 2) == 0;
    }

    private static String verb(String operation) {
        return operation.substring(0, operation.indexOf(' '));
    }

    /** Sorted by where it is, then by what is done. */
    private static String address(String operation) {
        String[] parts = operation.split(" ");
        return parts[1] + " " + parts[0];
    }

    private static String answers(Map<String, Client> people, Call call) {
        return people.values().stream().map(person -> symbol(call.by(person))).collect(Collectors.joining(" | "));
    }

    private static String symbol(Answer answer) {
        int status = answer.status();
        boolean elsewhere = status > 300 && status < 304;
        if (status == 401 || elsewhere && answer.header("location").toString().contains("/login")) {
            return "登";
        }
        return switch (status) {
            case 403 -> "✗";
            case 404 -> "–";
            default -> elsewhere ? "→" : status < 400 ? "●" : status < 500 ? "◐" : "‼";
        };
    }

    private static String table(Map<String, String> rows) {
        String head = COLUMNS.keySet().stream().collect(Collectors.joining(" | ", "| 网址 | 操作 | ", " |\n"));
        String line = "|---|---|" + "---|".repeat(COLUMNS.size()) + "\n";
        return head
                + line
                + rows.entrySet().stream()
                        .map(row -> {
                            String[] parts = row.getKey().split(" ");
                            return "| `%s`%s | %s | %s |\n"
                                    .formatted(
                                            parts[0].replaceFirst("（.*", ""),
                                            parts[0].replaceFirst("^[^（]*", ""),
                                            parts[1],
                                            row.getValue());
                        })
                        .collect(Collectors.joining());
    }
}
