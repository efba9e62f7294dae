package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.ProcessTest;
import org.greenplan.directory.Directory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Travels the submission to the platform as the people do. Each test takes a year of its own, far in the future, with a small
 * catalogue; a year with its tracks opens only once.
 */
abstract class SubmissionTest extends ProcessTest {

    static final String BUREAU = "ecology1";
    static final String SECOND = "ecology2";
    static final String LEADER = "ecologyleader";
    static final String DISTRICT = "districtleader";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** 河长制 and 污水处理率 of water, 综合利用率 (two parts) of agriculture with parks, one that does not apply. */
    private static final String ZONE_CATALOGUE =
            """
            编号,领域,任务,指标,分项,单位,目标,属性,提供单位,是否适用
            1,制度,制度,河长制,,,全面实施,约束性,区水务局,是
            2,环境,环境,城镇污水处理率,,%,≥95,约束性,区水务局,是
            3,经济,循环,农业废弃物综合利用率,秸秆；农膜,%,≥90；≥80,参考性,区农业农村局、区园林绿化局,是
            4,环境,海洋,近岸海域水质,,%,改善,约束性,区生态环境局,否
            """;

    private static final String BASE_CATALOGUE =
            """
            编号,领域,任务,指标,分项,单位,目标,属性,提供单位,是否适用
            1,机制,资金,生态环保投入占GDP比重,,%,≥3,,区财政局,是
            """;

    @Autowired
    CatalogueStore catalogues;

    @Autowired
    SubmissionStore submissions;

    @Autowired
    Directory directory;

    long submissionId;

    /** On 1 March of that year the bureau opens it by hand. */
    void open(Track track, int year) {
        at(year + "-03-01T09:00");
        key = Submission.businessKey(track, year);
        catalogues.add(
                track,
                year,
                year + "年目录.csv",
                false,
                BUREAU,
                CatalogueReading.csv(
                                track == Track.DEMONSTRATION_ZONE ? ZONE_CATALOGUE : BASE_CATALOGUE, directory.names())
                        .items());
        request(track, year);
    }

    /** Starts open-platform-submission as Tasklist does, and completes its one task. */
    void request(Track track, int year) {
        key = Submission.businessKey(track, year);
        Task request = begin();
        complete(request, BUREAU, Map.of("submissionYear", year, "track", track.code()));
        submissionId = submissions.find(track, year).orElseThrow().id();
    }

    Task begin() {
        String[] instance = new String[1];
        as(
                BUREAU,
                () -> instance[0] = runtime.startProcessInstanceByKey("open-platform-submission")
                        .getId());
        return tasks.createTaskQuery().processInstanceId(instance[0]).singleResult();
    }

    static void at(String time) {
        setClock(LocalDateTime.parse(time));
    }

    Submission submission() {
        return submissions.get(submissionId);
    }

    /** The one open task of this kind in this test's submission. */
    Task step(String taskKey) {
        List<Task> found = steps(taskKey);
        assertThat(found).as("%s in %s", taskKey, key).hasSize(1);
        return found.get(0);
    }

    Task stepOf(String unit, String taskKey) {
        List<Task> found = steps(taskKey).stream()
                .filter(task -> unit.equals(tasks.getVariable(task.getId(), "unit")))
                .toList();
        assertThat(found).as("%s of %s in %s", taskKey, unit, key).hasSize(1);
        return found.get(0);
    }

    List<Task> steps(String taskKey) {
        return tasks.createTaskQuery()
                .taskDefinitionKey(taskKey)
                .processVariableValueEquals("submissionId", submissionId)
                .list();
    }

    List<String> unitsFilling() {
        return steps("userTask_fillIndicators").stream()
                .map(task -> (String) tasks.getVariable(task.getId(), "unit"))
                .sorted()
                .toList();
    }

    void assign() {
        complete(step("userTask_assignItems"), BUREAU, Map.of());
    }

    /** A row of 填报指标; a value is {@code figure}, {@code words}, or a state. */
    static Map<String, Object> row(String number, List<Map<String, Object>> values, Object... more) {
        Map<String, Object> row = new HashMap<>();
        row.put("number", number);
        row.put("values", values);
        row.put("origin", "年鉴");
        row.put("asOf", "2026-12-31");
        for (int i = 0; i < more.length; i += 2) {
            row.put((String) more[i], more[i + 1]);
        }
        return row;
    }

    static Map<String, Object> figure(String amount) {
        return Map.of("amount", amount, "state", "final");
    }

    static Map<String, Object> words(String text) {
        return Map.of("amount", text, "attained", "yes");
    }

    static Map<String, Object> state(String state) {
        return Map.of("amount", "", "state", state);
    }

    Map<String, Object> items(List<Map<String, Object>> rows) {
        return Map.of("items", json(rows));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    void fill(String unit, List<Map<String, Object>> rows) {
        complete(stepOf(unit, "userTask_fillIndicators"), unit + "1", items(rows));
    }

    void signIndicators(String unit) {
        complete(stepOf(unit, "userTask_approveIndicators"), unit + "leader", APPROVE);
    }

    void fillAndSign(String unit, List<Map<String, Object>> rows) {
        fill(unit, rows);
        signIndicators(unit);
    }

    void water() {
        fillAndSign("water", List.of(row("1", List.of(words("全面实施"))), row("2", List.of(figure("96.2")))));
    }

    void agriculture() {
        fillAndSign("agriculture", List.of(row("3", List.of(figure("99"), figure("85")))));
    }

    void parks() {
        fillAndSign("parks", List.of(row("3", List.of(state("elsewhere"), state("elsewhere")))));
    }

    void everybody() {
        water();
        agriculture();
        parks();
    }

    void verify(Map<String, Object> inputs) {
        complete(step("userTask_verifySubmission"), BUREAU, inputs);
    }

    void approve() {
        complete(step("userTask_approveSubmission"), LEADER, APPROVE);
    }

    void endorse() {
        complete(step("userTask_endorseSubmission"), DISTRICT, APPROVE);
    }

    /** A receipt of this very minute. */
    Map<String, Object> receipt(String number) {
        LocalDateTime now = LocalDateTime.ofInstant(
                org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime().toInstant(), ZONE);
        return Map.of(
                "receiptNumber",
                number,
                "submittedOn",
                now.toLocalDate().toString(),
                "submittedTime",
                "%02d:%02d".formatted(now.getHour(), now.getMinute()),
                "accountHolder",
                "林建军",
                "files",
                json(List.of(upload(BUREAU, "ecology", "receipt", "回执.pdf"))));
    }

    void submit(String number) {
        complete(step("userTask_submitToPlatform"), BUREAU, receipt(number));
    }

    void check(String decision, String opinion) {
        complete(step("userTask_checkReceipt"), SECOND, Map.of("decision", decision, "opinion", opinion));
    }

    /** Uploads a small PDF for an item. @return its id */
    String upload(String user, String unit, String item, String name) {
        ResponseEntity<Map<String, Object>> answer = uploaded(user, unit, item, name);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return (String) answer.getBody().get("id");
    }

    @SuppressWarnings("unchecked")
    ResponseEntity<Map<String, Object>> uploaded(String user, String unit, String item, String name) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        byte[] pdf =
                ("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + name + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
        return (ResponseEntity<Map<String, Object>>) (ResponseEntity<?>) http.withBasicAuth(user, PASSWORD)
                .exchange(
                        "/api/files?kind=submission&owner={id}/{item}&unit={unit}&name={name}",
                        HttpMethod.POST,
                        new HttpEntity<>(pdf, headers),
                        Map.class,
                        submissionId,
                        item,
                        unit,
                        name);
    }

    /** Status of a GET as that person. */
    int get(String user, String path) {
        return http.withBasicAuth(user, PASSWORD)
                .getForEntity(path, String.class)
                .getStatusCode()
                .value();
    }

    /** Ids of the elements that the submission's own instance has passed. */
    List<String> passed() {
        HistoricProcessInstance instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .processDefinitionKey("platform-submission")
                .singleResult();
        List<String> ids = new ArrayList<>();
        history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .finished()
                .list()
                .forEach(activity -> ids.add(activity.getActivityId()));
        return ids;
    }

    boolean ended() {
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .processDefinitionKey("platform-submission")
                        .finished()
                        .count()
                == 1;
    }
}
