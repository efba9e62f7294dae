package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenplan.file.ExampleFiles.PDF;
import static org.greenplan.report.EvidenceWorld.MEASURE;
import static org.greenplan.report.EvidenceWorld.WATER_CLERK;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.greenplan.AuditLines;
import org.greenplan.file.ExampleFiles;
import org.greenplan.file.FileRoom;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@SpringJUnitConfig(EvidenceWorld.class)
class EvidenceControllerTest {

    private static final String NAME = "区水务局 \"一季度\"<script>.pdf";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    private MockMvc http;
    private String round;

    @BeforeEach
    void start() {
        http = MockMvcBuilders.standaloneSetup(FileRoom.api(context)).build();
        round = jdbc.sql("select id from round").query(String.class).single();
    }

    @Test
    void upload_answersWhatWasKept() throws Exception {
        http.perform(post("/api/files")
                        .principal(() -> WATER_CLERK)
                        .queryParam("kind", "evidence")
                        .queryParam("unit", "water")
                        .queryParam("owner", MEASURE + "/" + round)
                        .queryParam("name", NAME)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .content(PDF))
                .andExpect(status().isCreated())
                .andExpect(header().exists("Location"))
                .andExpect(jsonPath("$.id").isNotEmpty())
                .andExpect(jsonPath("$.name").value(NAME))
                .andExpect(jsonPath("$.mediaType").value("application/pdf"))
                .andExpect(jsonPath("$.size").value(PDF.length))
                .andExpect(jsonPath("$.sha256").isNotEmpty())
                .andExpect(jsonPath("$.uploadedBy").value(WATER_CLERK))
                .andExpect(jsonPath("$.uploadedAt").isNotEmpty())
                .andExpect(jsonPath("$.struck").value(false));
    }

    @Test
    void forms_areNotTakenForFiles() {
        for (String type : List.of("multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            assertThatThrownBy(() -> http.perform(post("/api/files")
                            .principal(() -> WATER_CLERK)
                            .queryParam("kind", "evidence")
                            .queryParam("owner", MEASURE)
                            .queryParam("unit", "water")
                            .queryParam("name", NAME)
                            .contentType(type)
                            .content("file=x")))
                    .hasRootCauseInstanceOf(RuleViolation.class)
                    .rootCause()
                    .hasMessageContaining("application/octet-stream");
        }
    }

    @Test
    void download_isAnAttachmentThatNoBrowserGuessesAbout() throws Exception {
        AuditLines audit = AuditLines.from(jdbc);
        http.perform(get("/api/files/" + uploaded("说明.docx", ExampleFiles.docx()))
                        .param("inline", "")
                        .principal(() -> WATER_CLERK))
                .andExpect(status().isOk())
                .andExpect(
                        header().string(
                                        "Content-Disposition",
                                        "attachment; filename=\"=?UTF-8?Q?=E8=AF=B4=E6=98=8E.docx?=\"; filename*=UTF-8''%E8%AF%B4%E6%98%8E.docx"))
                .andExpect(content().bytes(ExampleFiles.docx()));
        assertThat(audit.all()).containsExactly("DOWNLOAD|water1|127.0.0.1|说明.docx|措施" + MEASURE);
    }

    @Test
    void pdf_isShownWhenAskedFor_andNotSentAgain() throws Exception {
        String path = "/api/files/" + uploaded(NAME, PDF);

        String etag = http.perform(get(path).param("inline", "").principal(() -> WATER_CLERK))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andExpect(header().longValue("Content-Length", PDF.length))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        http.perform(get(path).header("If-None-Match", etag).principal(() -> WATER_CLERK))
                .andExpect(status().isNotModified());
    }

    @Test
    void strike_answersTheMarkedFile() throws Exception {
        AuditLines audit = AuditLines.from(jdbc);
        http.perform(post("/api/files/" + uploaded(NAME, PDF) + "/strike")
                        .principal(() -> WATER_CLERK)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"数据有误\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.struck").value(true))
                .andExpect(jsonPath("$.struckReason").value("数据有误"));
        assertThat(audit.all()).containsExactly("STRIKE|water1|127.0.0.1|" + NAME + "|措施" + MEASURE + "，原因：数据有误");
    }

    @Test
    void aKindThatNobodyKnows_isRefused() {
        assertThatThrownBy(() -> http.perform(post("/api/files")
                        .principal(() -> WATER_CLERK)
                        .queryParam("kind", "unknown")
                        .queryParam("owner", MEASURE)
                        .queryParam("unit", "water")
                        .queryParam("name", NAME)
                        .content(PDF)))
                .rootCause()
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("file-kind-unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/evidence/", "/api/scans/", "/api/platform/files/"})
    void addressesOfBefore_leadToTheFile(String before) throws Exception {
        http.perform(get(before + "0b7c").principal(() -> WATER_CLERK))
                .andExpect(status().isMovedPermanently())
                .andExpect(header().string("Location", "/api/files/0b7c"));
        http.perform(get(before + "0b7c").param("inline", "").principal(() -> WATER_CLERK))
                .andExpect(header().string("Location", "/api/files/0b7c?inline"));
    }

    @Test
    void disposition_cannotBeBrokenOutOf() throws Exception {
        http.perform(get("/api/files/" + uploaded("a\"b%;é.pdf", PDF))
                        .param("inline", "")
                        .principal(() -> WATER_CLERK))
                .andExpect(
                        header().string(
                                        "Content-Disposition",
                                        "inline; filename=\"=?UTF-8?Q?a=22b%;=C3=A9.pdf?=\"; filename*=UTF-8''a%22b%25%3B%C3%A9.pdf"));
    }

    private String uploaded(String name, byte[] content) throws Exception {
        return JsonPath.read(
                http.perform(post("/api/files")
                                .principal(() -> WATER_CLERK)
                                .queryParam("kind", "evidence")
                                .queryParam("unit", "water")
                                .queryParam("owner", MEASURE + "/" + round)
                                .queryParam("name", name)
                                .content(content))
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8),
                "$.id");
    }
}
