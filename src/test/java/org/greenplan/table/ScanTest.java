package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.table.SheetTables.JUNE;
import static org.greenplan.table.SheetTables.MONTHLY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenplan.AuditLines;
import org.greenplan.TestDatabase;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.TestDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriUtils;

@DisplayName("盖章扫描件")
class ScanTest extends SheetRoom {

    private static final String SCANS = "/api/files?kind=sheet&unit=water&owner=2020/" + JUNE;
    private static final String NAME = "区水务局二季度报送单（盖章）.pdf";
    private static final byte[] PDF = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROGRAM =
            Arrays.copyOf("MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 512);
    private static final int MOST = 50 * 1024 * 1024;

    @Autowired
    private DiskSpace space;

    @BeforeEach
    void openPeriod() {
        tables.round(MONTHLY, "2020M06", "water");
    }

    @Test
    @DisplayName("附上、列出、下载：内容不变，中文文件名保留")
    void scan_comesBackAsItWas() {
        ResponseEntity<JsonNode> kept = attach("water1", NAME, PDF);

        assertThat(kept.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        JsonNode scan = Objects.requireNonNull(kept.getBody());
        assertThat(scan.path("name").asText()).isEqualTo(NAME);
        assertThat(scan.path("mediaType").asText()).isEqualTo("application/pdf");
        assertThat(scan.path("size").asInt()).isEqualTo(PDF.length);
        assertThat(scan.path("sha256").asText()).hasSize(64);
        assertThat(scan.path("uploadedByName").asText()).isEqualTo("魏卫东");
        assertThat(scan.path("uploadedAt").asText()).isEqualTo("2026-11-23T09:00:00+08:00");
        ResponseEntity<byte[]> file = as("planoffice").getForEntity(file(scan), byte[].class);
        assertThat(file.getBody()).isEqualTo(PDF);
        assertThat(file.getHeaders().getContentDisposition().getType()).isEqualTo("attachment");
        assertThat(file.getHeaders().getContentDisposition().getFilename()).isEqualTo(NAME);
        assertThat(file.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @DisplayName("几份并存，后传的不覆盖先传的；列表写明份数")
    void severalScans_standBesideEachOther() {
        attach("water1", NAME, PDF);
        attach("water2", NAME, PDF);

        for (String user : List.of("water1", "waterleader", "planoffice", "districtleader")) {
            assertThat(list(user)).as(user).hasSize(2);
            assertThat(words(user, "/tables/sheets")).as(user).contains("区水务局2020年6月1000112份");
        }
        assertThat(body("planoffice", "/tables/sheets/water/" + JUNE)).contains(NAME, "魏卫东", "常红霞");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // who, list, attach, download, strike
        "water1,           200, 201, 200, 200",
        "water2,           200, 201, 200, 200",
        "waterleader,      200, 403, 200, 403",
        "planoffice,       200, 403, 200, 403",
        "planofficeleader, 200, 403, 200, 403",
        "districtleader,   200, 403, 200, 403",
        "admin,            404, 404, 404, 404",
        "ecology1,         404, 404, 404, 404",
        "ecologyleader,    404, 404, 404, 404"
    })
    @DisplayName("谁能附上、查看、划除")
    void rights_areByRole(String user, int list, int attach, int download, int strike) {
        JsonNode scan = Objects.requireNonNull(attach("water1", NAME, PDF).getBody());

        assertThat(status(user, SCANS).value()).isEqualTo(list);
        assertThat(attach(user, NAME, PDF).getStatusCode().value()).isEqualTo(attach);
        assertThat(status(user, file(scan)).value()).isEqualTo(download);
        assertThat(strike(user, scan, "传错了").getStatusCode().value()).isEqualTo(strike);
    }

    @Test
    @DisplayName("没有登录：什么也做不了")
    void nobody_isRefused() {
        JsonNode scan = Objects.requireNonNull(attach("water1", NAME, PDF).getBody());

        for (String path : List.of(SCANS, file(scan))) {
            assertThat(http.getForEntity(path, String.class).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        }
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    @DisplayName("划除要写原因，留痕；划除后只有看全部的人能下载")
    void struckScan_staysListedAndIsForAuditorsOnly() {
        JsonNode scan = Objects.requireNonNull(attach("water1", NAME, PDF).getBody());
        AuditLines audit = AuditLines.from(jdbc);
        assertRefused(strike("water1", scan, " "), 400, "reason-missing");
        assertRefused(strike("water1", scan, "字".repeat(401)), 400, "too-long");

        JsonNode struck = Objects.requireNonNull(strike("water2", scan, "盖错了章").getBody());

        assertThat(struck.path("struck").asBoolean()).isTrue();
        assertThat(struck.path("struckByName").asText()).isEqualTo("常红霞");
        assertThat(struck.path("struckReason").asText()).isEqualTo("盖错了章");
        assertThat(list("waterleader")).hasSize(1);
        assertThat(status("planoffice", file(scan))).isEqualTo(HttpStatus.OK);
        assertThat(status("water1", file(scan))).isEqualTo(HttpStatus.FORBIDDEN);
        assertRefused(strike("water1", scan, "再划一次"), 409, "scan-already-struck");
        String place = JUNE + "报送单（water）盖章扫描件";
        assertThat(audit.all())
                .containsExactly(
                        "STRIKE|water2|127.0.0.1|" + NAME + "|" + place + "，原因：盖错了章",
                        "DOWNLOAD|planoffice|127.0.0.1|" + NAME + "|" + place);
        assertThat(kept()).isEqualTo(1);
        assertThat(words("planoffice", "/tables/sheets")).contains("区水务局2020年6月100011—");
        assertThat(words("planoffice", "/tables/sheets/water/" + JUNE)).contains("已划除盖错了章");
    }

    @Test
    @DisplayName("不接收：太大、空的、夹带程序、名不副实、不是扫描件的格式")
    void whatIsNoScan_isRefusedAndLeavesNothing() {
        byte[] large = Arrays.copyOf(PDF, MOST + 1);
        assertRefused(attach("water1", NAME, large), 413, "too-large");
        assertRefused(attach("water1", NAME, new byte[0]), 400, "evidence-empty");
        assertRefused(attach("water1", NAME, PROGRAM), 400, "evidence-content-mismatch");
        assertRefused(
                attach("water1", NAME, "<html><script>1</script>".getBytes(StandardCharsets.UTF_8)),
                400,
                "evidence-content-mismatch");
        assertRefused(attach("water1", "报送单.exe", PROGRAM), 400, "scan-type-refused");
        assertRefused(attach("water1", "报送单.docx", PDF), 400, "scan-type-refused");
        assertRefused(attach("water1", "报送单.zip", PDF), 400, "scan-type-refused");
        assertRefused(attach("water1", "报送单", PDF), 400, "evidence-extension-missing");
        assertThat(kept()).isZero();

        assertThat(attach("water1", NAME, Arrays.copyOf(PDF, MOST)).getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
        assertThat(tables.id("select count(*) from kept_file_chunk c join kept_file f on f.id = c.kept_file_id"
                        + " where f.owner_kind = 'sheet'"))
                .isEqualTo(50);
    }

    @Test
    @DisplayName("磁盘快满：507和一句话，什么也不留下")
    void fullDisk_refusesScans() {
        try (TestDisk disk = TestDisk.of(space).free(space.reserve())) {
            assertRefused(attach("water1", NAME, PDF), 507, "disk-reserve");
        }
        assertThat(kept()).isZero();
        assertThat(attach("water1", NAME, PDF).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    }

    @Test
    @DisplayName("一张报送单最多30份扫描件；单位的年度限额和佐证材料一起算")
    void scans_areFewAndCountedWithTheUnit() {
        for (int i = 0; i < 30; i++) {
            attach("water1", NAME, PDF);
        }
        assertRefused(attach("water1", NAME, PDF), 409, "too-many-files");

        JsonNode last = list("water1").get(29);
        strike("water1", last, "换一份");
        long used = tables.id("select bytes from storage_use where unit_code = 'water' and plan_year = 2020");
        jdbc.sql("update storage_use set bytes = 2147483648 where unit_code = 'water' and plan_year = 2020")
                .update();
        try {
            assertRefused(attach("water1", NAME, PDF), 409, "unit-storage-full");
        } finally {
            jdbc.sql("update storage_use set bytes = ? where unit_code = 'water' and plan_year = 2020")
                    .param(used)
                    .update();
        }
        assertThat(attach("water1", NAME, PDF).getStatusCode()).isEqualTo(HttpStatus.CREATED);
    }

    @Test
    @DisplayName("没有这张报送单的，附不上")
    void withoutASheet_thereIsNothingToAttachTo() {
        for (String owner : List.of(
                "water&owner=2020/2020-06-23",
                "ecology&owner=2020/" + JUNE,
                "water&owner=2019/" + JUNE,
                "water&owner=02020/" + JUNE,
                "water&owner=" + JUNE,
                "water&owner=2020/" + JUNE + "/")) {
            assertRefused(post("water1", "/api/files?kind=sheet&unit=" + owner, NAME, PDF), 404, "sheet-not-found");
        }
        assertThat(kept()).isZero();
    }

    @Test
    @DisplayName("扫描件不能当佐证材料用：列不出来，报告也不能引用")
    void scans_areNoEvidence() {
        attach("water1", NAME, PDF);

        assertThat(Objects.requireNonNull(as("planoffice")
                        .getForEntity("/api/files?kind=evidence&unit=water&owner=" + MONTHLY, JsonNode[].class)
                        .getBody()))
                .isEmpty();
        assertRefused(
                as("water1").getForEntity("/api/files?kind=nosuch&unit=water&owner=" + MONTHLY, JsonNode.class),
                404,
                "file-kind-unknown");
        assertRefused(as("water1").getForEntity("/api/files/nosuch", JsonNode.class), 404, "file-not-found");
    }

    @Test
    @DisplayName("文件名和划除原因不会成为网页代码")
    void namesAndReasons_areEscaped() {
        JsonNode scan = Objects.requireNonNull(
                attach("water1", "<script>alert(1)<.script>.pdf", PDF).getBody());
        strike("water1", scan, "<img src=x onerror=alert(2)>");

        assertThat(body("planoffice", "/tables/sheets/water/" + JUNE))
                .contains("&lt;script&gt;alert(1)", "&lt;img")
                .doesNotContain("<script>", "<img");
    }

    @Test
    @DisplayName("建表中途断电，重启后能接着建")
    void migration_canBeginAgain() throws Exception {
        JdbcClient half = TestDatabase.before(18);
        half.sql("drop table stamped_scan_chunk").update();

        for (String statement : new ClassPathResource("db/migration/V3__attach_stamped_scans.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("--.*", "")
                .split(";")) {
            if (!statement.isBlank()) {
                half.sql(statement).update();
            }
        }

        assertThat(half.sql("select count(*) from stamped_scan_chunk")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private ResponseEntity<JsonNode> attach(String user, String name, byte[] content) {
        return post(user, SCANS, name, content);
    }

    private ResponseEntity<JsonNode> post(String user, String path, String name, byte[] content) {
        URI uri = URI.create(path + "&name=" + UriUtils.encode(name, StandardCharsets.UTF_8));
        return as(user).exchange(
                        RequestEntity.post(uri)
                                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                .body(content),
                        JsonNode.class);
    }

    private ResponseEntity<JsonNode> strike(String user, JsonNode scan, String reason) {
        return as(user).postForEntity(file(scan) + "/strike", Map.of("reason", reason), JsonNode.class);
    }

    private List<JsonNode> list(String user) {
        return List.of(Objects.requireNonNull(
                as(user).getForEntity(SCANS, JsonNode[].class).getBody()));
    }

    private static String file(JsonNode scan) {
        return "/api/files/" + scan.path("id").asText();
    }

    private long kept() {
        return tables.id("select count(*) from kept_file where owner_kind = 'sheet'");
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, int status, String code) {
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(status);
        JsonNode body = Objects.requireNonNull(answer.getBody());
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(body.path("message").asText()).endsWith("。");
    }
}
