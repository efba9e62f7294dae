package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.greenplan.file.ExampleFiles.PDF;
import static org.greenplan.report.EvidenceStore.owner;
import static org.greenplan.report.EvidenceWorld.MEASURE;
import static org.greenplan.report.EvidenceWorld.OTHER_CLERK;
import static org.greenplan.report.EvidenceWorld.PLAN_OFFICE;
import static org.greenplan.report.EvidenceWorld.TOWN_CLERK;
import static org.greenplan.report.EvidenceWorld.WATER_CLERK;
import static org.greenplan.report.EvidenceWorld.WATER_LEADER;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenplan.file.FileRoom;
import org.greenplan.file.FileService;
import org.greenplan.file.FileStore;
import org.greenplan.file.FileUse;
import org.greenplan.file.KeptFile;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.RuleViolation.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(EvidenceWorld.class)
class EvidenceDeskTest {

    private static final int PIECE = 1024 * 1024;

    @Autowired
    private FileService desk;

    @Autowired
    private EvidenceStore store;

    @Autowired
    private FileStore files;

    @Autowired
    private JdbcClient jdbc;

    private long round;

    @BeforeEach
    void emptyTables() {
        for (String table : List.of(
                "report_evidence",
                "report_version",
                "report",
                "kept_file_chunk",
                "kept_file",
                "timeline",
                "storage_use")) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("update measure set status = 'reporting'").update();
        round = jdbc.sql("select id from round").query(Long.class).single();
    }

    @Test
    @DisplayName("中文文件名和内容原样存取")
    void uploadedFile_comesBackAsItWas() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "区水务局（一季度）𠮷.pdf", PDF);

        assertThat(store.find(file.id())).contains(file);
        assertThat(file.name()).isEqualTo("区水务局（一季度）𠮷.pdf");
        assertThat(file.mediaType()).isEqualTo("application/pdf");
        assertThat(file.size()).isEqualTo(PDF.length);
        assertThat(file.uploadedBy()).isEqualTo(WATER_CLERK);
        assertThat(file.uploadedAt().toInstant()).isEqualTo(EvidenceWorld.NOW);
        Sink sink = new Sink();
        files.writeTo(file, sink);
        assertThat(sink.sha256()).isEqualTo(file.sha256());
    }

    @Test
    @DisplayName("50MB的文件可以上传，内存中每次不超过1MB")
    void fileOf50MB_isKeptInPiecesOf1MB() throws IOException {
        Generated body = new Generated(KeptFile.MAX_BYTES, Long.MAX_VALUE);

        KeptFile file = desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "大.pdf", KeptFile.MAX_BYTES, body);

        assertThat(body.greatestRead).isLessThanOrEqualTo(PIECE);
        assertThat(jdbc.sql("select count(*) from kept_file_chunk")
                        .query(Integer.class)
                        .single())
                .isEqualTo(50);
        Sink sink = new Sink();
        files.writeTo(file, sink);
        assertThat(sink.size).isEqualTo(KeptFile.MAX_BYTES);
        assertThat(sink.greatestWrite).isEqualTo(PIECE);
        assertThat(sink.sha256()).isEqualTo(file.sha256());
    }

    @Test
    @DisplayName("超过50MB一个字节即不接收，什么也不留下")
    void oneByteMoreThan50MB_isRefusedWhileStreaming() throws IOException {
        Set<Path> before = parts();

        assertRefused(
                () -> desk.upload(
                        WATER_CLERK,
                        owner(MEASURE, "water", round),
                        "大.pdf",
                        -1,
                        new Generated(KeptFile.MAX_BYTES + 1, Long.MAX_VALUE)),
                Kind.RULE,
                "evidence-too-large");

        assertNothingKept();
        assertNoPartIsLeft(before);
    }

    @Test
    void tooLargeByItsDeclaredLength_isRefusedUnread() {
        Generated body = new Generated(KeptFile.MAX_BYTES + 1, Long.MAX_VALUE);

        assertRefused(
                () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "大.pdf", KeptFile.MAX_BYTES + 1, body),
                Kind.RULE,
                "evidence-too-large");

        assertThat(body.position).isZero();
        assertNothingKept();
    }

    @Test
    @DisplayName("传到一半断开，什么也不留下")
    void brokenStream_leavesNothing() throws IOException {
        Set<Path> before = parts();

        assertRefused(
                () -> desk.upload(
                        WATER_CLERK,
                        owner(MEASURE, "water", round),
                        "a.pdf",
                        3_000_000,
                        new Generated(3_000_000, 2_000_000)),
                Kind.RULE,
                "evidence-broken-off");

        assertNothingKept();
        assertNoPartIsLeft(before);
    }

    @Test
    void failureWhileKeeping_leavesNothing(@TempDir Path directory) {
        assertThatThrownBy(() ->
                        FileRoom.keepVanished(files, owner(MEASURE, "water", round), store.bounds(MEASURE), directory))
                .isInstanceOf(java.io.UncheckedIOException.class);

        assertNothingKept();
    }

    @Test
    void emptyFile_isRefused() {
        assertRefused(() -> upload(WATER_CLERK, "water", "a.pdf", new byte[0]), Kind.RULE, "evidence-empty");
        assertNothingKept();
    }

    @Test
    void contentAgainstItsName_leavesNothing() {
        assertRefused(() -> upload(WATER_CLERK, "water", "a.docx", PDF), Kind.RULE, "evidence-content-mismatch");
        assertNothingKept();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "town1, town, FORBIDDEN, evidence-upload-forbidden",
        "town1, water, FORBIDDEN, evidence-upload-forbidden",
        "waterleader, water, FORBIDDEN, evidence-upload-forbidden",
        "planoffice, water, FORBIDDEN, evidence-upload-forbidden",
        "water1, nosuchunit, FORBIDDEN, evidence-upload-forbidden",
        "other1, other, NOT_FOUND, measure-not-found",
        "nobody, water, NOT_FOUND, measure-not-found"
    })
    void whoIsNotClerkOfAReportingUnit_cannotUpload(String user, String unit, Kind kind, String code) {
        assertRefused(() -> upload(user, unit, "a.pdf", PDF), kind, code);
        assertNothingKept();
    }

    @Test
    void unknownMeasureOrRound_isNotFound() {
        assertRefused(
                () -> desk.upload(WATER_CLERK, owner("2026-99-99", "water", round), "a.pdf", 1, body(PDF)),
                Kind.NOT_FOUND,
                "measure-not-found");
        assertRefused(
                () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round + 1), "a.pdf", 1, body(PDF)),
                Kind.NOT_FOUND,
                "round-not-found");
    }

    @Test
    void withdrawnMeasure_takesNoMoreFiles() {
        jdbc.sql("update measure set status = 'withdrawn'").update();

        assertRefused(() -> upload(WATER_CLERK, "water", "a.pdf", PDF), Kind.CONFLICT, "measure-withdrawn");
    }

    @Test
    @DisplayName("签发之前只有本单位和计划办看得到文件；签发之后看得到措施的人都看得到，其他人看不到")
    void whoMaySeeTheMeasure_mayOpenItsSignedFiles() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "a.pdf", PDF);

        for (String user : List.of(WATER_CLERK, WATER_LEADER, PLAN_OFFICE)) {
            assertThat(desk.open(user, file.id())).isEqualTo(file);
        }
        assertRefused(() -> desk.open(TOWN_CLERK, file.id()), Kind.NOT_FOUND, "file-not-found");
        report(file, "signed");
        assertThat(desk.open(TOWN_CLERK, file.id()).sha256()).isEqualTo(file.sha256());
        assertRefused(() -> desk.open(OTHER_CLERK, file.id()), Kind.NOT_FOUND, "file-not-found");
        assertRefused(() -> desk.open(WATER_CLERK, "no-such-id"), Kind.NOT_FOUND, "file-not-found");
    }

    @Test
    void othersSeeInTheList_onlyWhatWasSigned() throws IOException {
        upload(WATER_CLERK, "water", "草稿.pdf", PDF);
        KeptFile signed = upload(WATER_CLERK, "water", "已签.pdf", PDF);
        report(signed, "signed");

        assertThat(names(desk.list(WATER_LEADER, owner(MEASURE, "water", round))))
                .containsExactlyInAnyOrder("草稿.pdf", "已签.pdf");
        assertThat(names(desk.list(PLAN_OFFICE, owner(MEASURE, "water", round))))
                .hasSize(2);
        assertThat(names(desk.list(TOWN_CLERK, owner(MEASURE, "water", round)))).containsExactly("已签.pdf");
        assertRefused(
                () -> desk.list(OTHER_CLERK, owner(MEASURE, "water", round)), Kind.NOT_FOUND, "measure-not-found");
    }

    @Test
    @DisplayName("划除留痕：仍在列表中，只有看全部的人能下载")
    void struckFile_staysListedAndIsForAuditorsOnly() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "a.pdf", PDF);
        report(file, "signed");

        desk.strike(WATER_CLERK, file.id(), " 数据有误 ");

        KeptFile struck = store.of(MEASURE, "water", round).get(0);
        assertThat(struck.struck()).isNotNull();
        assertThat(struck.struck().by()).isEqualTo(WATER_CLERK);
        assertThat(struck.struck().reason()).isEqualTo("数据有误");
        assertThat(desk.open(PLAN_OFFICE, file.id()).isStruck()).isTrue();
        assertRefused(() -> desk.open(WATER_CLERK, file.id()), Kind.FORBIDDEN, "evidence-struck");
        Sink sink = new Sink();
        files.writeTo(struck, sink);
        assertThat(sink.size).isEqualTo(PDF.length);
        assertThat(jdbc.sql("select sentence from timeline").query(String.class).list())
                .containsExactly("划除佐证材料“a.pdf”，原因：数据有误");
        assertRefused(() -> desk.strike(WATER_CLERK, file.id(), "再次"), Kind.CONFLICT, "evidence-already-struck");
    }

    @Test
    void neverReportedFile_isStruckWithoutTrace_inTheTimeline() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "a.pdf", PDF);

        desk.strike(WATER_CLERK, file.id(), "填报时移除");

        assertThat(jdbc.sql("select count(*) from timeline")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void strike_needsAReasonAndAClerkOfTheUnit() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "a.pdf", PDF);

        assertRefused(() -> desk.strike(WATER_CLERK, file.id(), null), Kind.RULE, "reason-missing");
        assertRefused(() -> desk.strike(WATER_CLERK, file.id(), "  "), Kind.RULE, "reason-missing");
        assertRefused(() -> desk.strike(WATER_CLERK, file.id(), "字".repeat(401)), Kind.RULE, "too-long");
        for (String user : List.of(WATER_LEADER, PLAN_OFFICE)) {
            assertRefused(() -> desk.strike(user, file.id(), "原因"), Kind.FORBIDDEN, "evidence-strike-forbidden");
        }
        assertRefused(() -> desk.strike(TOWN_CLERK, file.id(), "原因"), Kind.NOT_FOUND, "file-not-found");
        assertRefused(() -> desk.strike(OTHER_CLERK, file.id(), "原因"), Kind.NOT_FOUND, "file-not-found");
        assertThat(store.find(file.id()).orElseThrow().isStruck()).isFalse();
        desk.strike(WATER_CLERK, file.id(), "字".repeat(400));
        assertThat(store.find(file.id()).orElseThrow().isStruck()).isTrue();
    }

    @Test
    void report_restsOnlyOnOwnUnstruckFilesOfTheMeasure() throws IOException {
        KeptFile file = upload(WATER_CLERK, "water", "a.pdf", PDF);
        KeptFile struck = upload(WATER_CLERK, "water", "b.pdf", PDF);
        desk.strike(WATER_CLERK, struck.id(), "原因");

        store.requireUsable(List.of(file.id()), MEASURE, "water");
        assertRefused(
                () -> store.requireUsable(List.of(file.id(), struck.id()), MEASURE, "water"),
                Kind.RULE,
                "evidence-struck");
        assertRefused(() -> store.requireUsable(List.of(file.id()), MEASURE, "town"), Kind.RULE, "evidence-not-found");
        assertRefused(
                () -> store.requireUsable(List.of(file.id()), "2026-07-03", "water"), Kind.RULE, "evidence-not-found");
        assertRefused(
                () -> store.requireUsable(List.of("no-such-id"), MEASURE, "water"), Kind.RULE, "evidence-not-found");
    }

    private KeptFile upload(String user, String unit, String name, byte[] content) throws IOException {
        return desk.upload(user, owner(MEASURE, unit, round), name, content.length, body(content));
    }

    private void report(KeptFile file, String status) {
        jdbc.sql("insert into report (round_id, measure_key, unit_code, status) values (?, ?, 'water', ?)")
                .params(round, MEASURE, status)
                .update();
        jdbc.sql(
                        """
                        insert into report_version (report_id, number, content, sha256, late, status, written_by, written_at)
                        select id, 1, '{}', '00', false, ?, 'water1', current_timestamp from report""")
                .param(status)
                .update();
        jdbc.sql("insert into report_evidence select id, ? from report_version")
                .param(file.id())
                .update();
    }

    private static List<String> names(Map<KeptFile, FileUse> files) {
        return files.keySet().stream().map(KeptFile::name).toList();
    }

    private static InputStream body(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private void assertNothingKept() {
        assertThat(jdbc.sql("select (select count(*) from kept_file) + (select count(*) from kept_file_chunk)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** What another JVM is just receiving goes away by itself. */
    private static void assertNoPartIsLeft(Set<Path> before) {
        await().untilAsserted(() -> assertThat(before).containsAll(parts()));
    }

    private static Set<Path> parts() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("greenplan-evidence-"))
                    .collect(Collectors.toSet());
        }
    }

    private static void assertRefused(ThrowingCallable action, Kind kind, String code) {
        assertThatThrownBy(action).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.getMessage()).endsWith("。");
        });
    }

    /** A PDF of any length that exists nowhere; breaks off where told. */
    private static final class Generated extends InputStream {

        private final long length;
        private final long breaksAt;
        private long position;
        private int greatestRead;

        Generated(long length, long breaksAt) {
            this.length = length;
            this.breaksAt = breaksAt;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            greatestRead = Math.max(greatestRead, wanted);
            if (position >= breaksAt) {
                throw new IOException("connection reset");
            }
            if (position >= length) {
                return -1;
            }
            int count = (int) Math.min(wanted, length - position);
            for (int i = 0; i < count; i++, position++) {
                buffer[offset + i] = position < PDF.length ? PDF[(int) position] : (byte) (position * 31 >> 3);
            }
            return count;
        }
    }

    /** Counts and hashes what is written to it. */
    private static final class Sink extends OutputStream {

        private final MessageDigest digest;
        private long size;
        private int greatestWrite;

        Sink() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            size += length;
            greatestWrite = Math.max(greatestWrite, length);
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
