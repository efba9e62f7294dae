package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.greenplan.file.ExampleFiles.PDF;
import static org.greenplan.report.EvidenceStore.owner;
import static org.greenplan.report.EvidenceWorld.MEASURE;
import static org.greenplan.report.EvidenceWorld.WATER_CLERK;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.TestDisk;
import org.greenplan.file.FileService;
import org.greenplan.file.KeptFile;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.RuleViolation.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How much may be handed in, also by several at once, and what may be struck while somebody is asked to sign. */
@SpringJUnitConfig(EvidenceWorld.class)
class EvidenceRoomTest {

    private static final long MOST = 2L * 1024 * 1024 * 1024;

    @Autowired
    private FileService desk;

    @Autowired
    private EvidenceStore store;

    @Autowired
    private DiskSpace space;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final ExecutorService others = Executors.newFixedThreadPool(2);
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
        round = jdbc.sql("select id from round").query(Long.class).single();
    }

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    @DisplayName("磁盘快满：不读就拒绝；腾出空间后照常")
    void fullDisk_refusesUnread() throws IOException {
        try (TestDisk disk = TestDisk.of(space).free(space.reserve() + PDF.length - 1)) {
            Unread body = new Unread();
            assertRefused(
                    () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "a.pdf", PDF.length, body),
                    Kind.NO_SPACE,
                    "disk-reserve",
                    "快满了");
            assertThat(body.read).isFalse();
            assertRefused(
                    () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "a.pdf", -1, body),
                    Kind.NO_SPACE,
                    "disk-reserve",
                    "快满了");
            disk.free(space.reserve() + PDF.length);
            upload("a.pdf");
        }
        assertThat(space.claimable())
                .as("nothing is promised any more")
                .isEqualTo(Long.MAX_VALUE / 2 - space.reserve());
        assertThatThrownBy(() -> upload("a.docx")).isInstanceOf(RuleViolation.class);
        assertThat(space.claimable()).isEqualTo(Long.MAX_VALUE / 2 - space.reserve());
    }

    @Test
    @DisplayName("单位年度限额：装得下的最后一个字节接收，多一个字节不收；移除不腾空间")
    void quotaOfTheUnit_countsWhatWasStruck() throws IOException {
        KeptFile first = upload("a.pdf");
        assertThat(used()).isEqualTo(PDF.length);
        desk.strike(WATER_CLERK, first.id(), "填报时移除");
        assertThat(used()).isEqualTo(PDF.length);

        use(MOST - PDF.length);
        upload("b.pdf");
        assertThat(used()).isEqualTo(MOST);
        use(MOST - PDF.length + 1);
        Unread body = new Unread();
        assertRefused(
                () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "c.pdf", PDF.length, body),
                Kind.CONFLICT,
                "unit-storage-full",
                "2026年度的文件已占用2.00 GB（含移除、划除的），上限2.00 GB");
        assertThat(body.read).isFalse();
        assertRefused(
                () -> desk.upload(
                        WATER_CLERK, owner(MEASURE, "water", round), "c.pdf", -1, new ByteArrayInputStream(PDF)),
                Kind.CONFLICT,
                "unit-storage-full",
                "系统管理员");
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    @DisplayName("一份报告最多30个文件，移除的不算")
    void filesOfAReport_areFew() throws IOException {
        KeptFile first = upload("0.pdf");
        for (int i = 1; i < 30; i++) {
            upload(i + ".pdf");
        }
        Unread body = new Unread();
        assertRefused(
                () -> desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "x.pdf", PDF.length, body),
                Kind.CONFLICT,
                "too-many-files",
                "这份报告已有30个文件，最多30个");
        assertThat(body.read).isFalse();
        desk.upload(WATER_CLERK, owner(MEASURE, "water", null), "not of the round.pdf", PDF.length, body(PDF));

        desk.strike(WATER_CLERK, first.id(), "填报时移除");
        upload("30.pdf");
        assertRefused(() -> upload("31.pdf"), Kind.CONFLICT, "too-many-files", "请先移除");
    }

    @Test
    @DisplayName("两人同时上传，只剩一个的地方：一个成功，一个被拒绝")
    void twoAtOnce_doNotGoRoundTheLimits() throws Exception {
        upload("a.pdf");
        use(MOST - PDF.length);
        assertThat(together()).containsExactlyInAnyOrder("", "unit-storage-full");
        assertThat(used()).isEqualTo(MOST);
        assertThat(kept()).isEqualTo(2);

        use(0);
        for (int i = 2; i < 29; i++) {
            upload(i + ".pdf");
        }
        assertThat(together()).containsExactlyInAnyOrder("", "too-many-files");
        assertThat(kept()).isEqualTo(30);
        assertThat(used()).isEqualTo(28L * PDF.length);
    }

    /** Both have passed what is asked before the body when the first byte of either is read. */
    private List<String> together() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<String> one = () -> {
            try {
                desk.upload(WATER_CLERK, owner(MEASURE, "water", round), "n.pdf", PDF.length, new Meeting(both));
                return "";
            } catch (RuleViolation refused) {
                return refused.code();
            }
        };
        List<Future<String>> answers = others.invokeAll(List.of(one, one));
        return List.of(answers.get(0).get(), answers.get(1).get());
    }

    @Test
    @DisplayName("等待审签的报告，佐证材料不能划除；撤回、退回、签发之后可以")
    void evidenceOfAWaitingReport_isNotStruck() throws IOException {
        KeptFile file = upload("a.pdf");
        report(file, "waiting");

        assertRefused(
                () -> desk.strike(WATER_CLERK, file.id(), "换一份"),
                Kind.CONFLICT,
                "evidence-awaits-signature",
                "请先撤回报告，或请分管领导退回");
        assertThat(store.find(file.id()).orElseThrow().isStruck()).isFalse();

        jdbc.sql("update report_version set status = 'sent_back'").update();
        desk.strike(WATER_CLERK, file.id(), "换一份");
        assertThat(store.find(file.id()).orElseThrow().isStruck()).isTrue();
    }

    @Test
    @DisplayName("划除与提交同时发生：先提交的，划除被拒绝；先划除的，提交被拒绝")
    void strikingAndHandingIn_doNotPassEachOther() throws Exception {
        KeptFile file = upload("a.pdf");
        Future<@Nullable Throwable> strike =
                Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
                    store.hold(List.of(file.id()));
                    report(file, "waiting");
                    Future<@Nullable Throwable> other =
                            others.submit(() -> catchThrowable(() -> desk.strike(WATER_CLERK, file.id(), "换一份")));
                    assertThatThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS))
                            .isInstanceOf(TimeoutException.class);
                    return other;
                }));
        assertThat(strike.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("evidence-awaits-signature"));

        KeptFile struck = upload("b.pdf");
        desk.strike(WATER_CLERK, struck.id(), "换一份");
        assertRefused(() -> store.hold(List.of(file.id(), struck.id())), Kind.RULE, "evidence-struck", "刚刚被划除");
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

    private KeptFile upload(String name) throws IOException {
        return desk.upload(WATER_CLERK, owner(MEASURE, "water", round), name, PDF.length, body(PDF));
    }

    private long used() {
        return jdbc.sql("select bytes from storage_use where unit_code = 'water' and plan_year = 2026")
                .query(Long.class)
                .single();
    }

    private void use(long bytes) {
        jdbc.sql("update storage_use set bytes = ?").param(bytes).update();
    }

    private int kept() {
        return jdbc.sql("select count(*) from kept_file").query(Integer.class).single();
    }

    private static InputStream body(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static void assertRefused(ThrowingCallable action, Kind kind, String code, String... words) {
        assertThatThrownBy(action).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.getMessage()).contains(words).endsWith("。");
        });
    }

    /** Tells whether somebody read from it. */
    private static final class Unread extends InputStream {

        private final InputStream content = body(PDF);
        private boolean read;

        @Override
        public int read() throws IOException {
            read = true;
            return content.read();
        }
    }

    /** Waits for another reader before its first byte. */
    private static final class Meeting extends FilterInputStream {

        private final CyclicBarrier others;
        private boolean met;

        Meeting(CyclicBarrier others) {
            super(body(PDF));
            this.others = others;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (!met) {
                met = true;
                try {
                    others.await(10, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new IOException(alone);
                }
            }
            return super.read(buffer, offset, length);
        }
    }
}
