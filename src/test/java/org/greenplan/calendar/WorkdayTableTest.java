package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.greenplan.TestMachine;
import org.greenplan.TestMachine.Postgres;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.spreadsheet.CsvTable;
import org.greenplan.spreadsheet.SmallWorkbook;
import org.greenplan.spreadsheet.UploadedTable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The table {@code workday} and the file that fills it. */
class WorkdayTableTest {

    private static final String HEADER = "date,kind,holiday,source\n";

    enum Database {
        H2,
        POSTGRESQL
    }

    @ParameterizedTest
    @EnumSource
    void saved_isFound_andReplacedByDay(Database database) {
        SingleConnectionDataSource dataSource = open(database);
        try {
            JdbcWorkdayOverrides table = table(dataSource);
            WorkdayOverride plain = new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, null, null);
            WorkdayOverride full = new WorkdayOverride(LocalDate.of(2027, 2, 6), Kind.WORKDAY, "春节", "国办通知");
            table.save(List.of(plain, full));
            assertThat(table.findAll().values()).containsExactlyInAnyOrder(plain, full);

            WorkdayOverride changed = new WorkdayOverride(plain.day(), Kind.WORKDAY, "元旦", "更正");
            table.save(List.of(changed));
            assertThat(table.findAll().values()).containsExactlyInAnyOrder(changed, full);
        } finally {
            dataSource.destroy();
        }
    }

    @Test
    void seed_isReadWhole() throws Exception {
        WorkdayReading.Result result = WorkdayReading.csv(Files.readString(Path.of("seeds/workdays-cn.csv")));

        assertThat(result.problems()).isEmpty();
        assertThat(result.notices()).isEmpty();
        assertThat(result.days())
                .hasSize(72)
                .contains(new WorkdayOverride(
                        LocalDate.of(2026, 9, 25), Kind.HOLIDAY, "中秋节", "国务院办公厅关于2026年部分节假日安排的通知(2025-11-04)"));
    }

    @Test
    void badLines_areReported_goodOnesRead() throws Exception {
        WorkdayReading.Result result = WorkdayReading.csv("\uFEFF" + HEADER
                + "2027-01-01,holiday,\"元旦,\"\"新年\"\"\",通知\r\n"
                + "2027-02-30,holiday,春节,通知\n"
                + "\n"
                + "2027-02-06,休,春节,通知\n"
                + "2027-02-07,workday,春节\n"
                + "2027-01-01,workday,,\n"
                + "2027-02-08,holiday,春节,通知,2027年\n"
                + "2027-02-09,holiday," + "节".repeat(64) + "," + "源".repeat(256) + "\n"
                + "2027-02-10,holiday," + "节".repeat(65) + "," + "源".repeat(257) + "\n"
                + "2027-02-11,workday,,\n");

        assertThat(result.days())
                .extracting(WorkdayOverride::day)
                .containsExactly(
                        LocalDate.of(2027, 1, 1),
                        LocalDate.of(2027, 2, 7),
                        LocalDate.of(2027, 2, 8),
                        LocalDate.of(2027, 2, 9),
                        LocalDate.of(2027, 2, 11));
        assertThat(result.days().get(0).holiday()).isEqualTo("元旦,\"新年\"");
        assertThat(result.days().get(4).source()).isNull();
        assertThat(result.problems())
                .containsExactly(
                        "E8 有内容，这一列却没有表头；请补上表头，或删去这一格。",
                        "第 3 行：日期“2027-02-30”无法识别，请写成 2026-10-01 这样的格式",
                        "第 5 行：类别“休”无法识别，只能填 holiday（放假）或 workday（上班）",
                        "第 7 行：日期 2027-01-01 重复，第 2 行已有这一天",
                        "第 10 行：节日有 65 个字，最多 64 个字",
                        "第 10 行：依据有 257 个字，最多 256 个字");
    }

    @Test
    void dateAsExcelSavesIt_isRead() throws Exception {
        WorkdayReading.Result result = WorkdayReading.csv(
                HEADER + "2027/1/1,holiday,,\n2027/10/01,holiday,,\n2027/2/30,holiday,,\n2027年1月2日,holiday\n");

        assertThat(result.days())
                .extracting(WorkdayOverride::day)
                .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 10, 1), LocalDate.of(2027, 1, 2));
        assertThat(result.problems()).hasSize(1);
    }

    @Test
    void written_isReadAgain() throws Exception {
        List<WorkdayOverride> days = List.of(
                new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, "元旦,\"新年\"", "通知"),
                new WorkdayOverride(LocalDate.of(2027, 1, 3), Kind.WORKDAY, null, null));

        String csv = written(List.of(days.get(1), days.get(0)));

        assertThat(csv).startsWith(HEADER + "2027-01-01,holiday,");
        assertThat(WorkdayReading.csv(csv)).isEqualTo(new WorkdayReading.Result(days, List.of(), List.of()));
    }

    @Test
    @DisplayName("像公式的文字按文字写出，再读入时不变")
    void whatASpreadsheetWouldCompute_isWrittenAsText() throws Exception {
        List<WorkdayOverride> days = List.of(
                new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, "=1+1", "@SUM(A1,A2)"),
                new WorkdayOverride(LocalDate.of(2027, 1, 2), Kind.HOLIDAY, "+1", "-1"));

        String csv = written(days);

        assertThat(csv)
                .isEqualTo(HEADER + "2027-01-01,holiday,'=1+1,\"'@SUM(A1,A2)\"\n" + "2027-01-02,holiday,'+1,'-1\n");
        assertThat(WorkdayReading.csv(csv)).isEqualTo(new WorkdayReading.Result(days, List.of(), List.of()));
    }

    private static String written(List<WorkdayOverride> days) {
        return CsvTable.write(WorkdayReading.table(days)).replace("\r\n", "\n");
    }

    @Test
    @DisplayName("Excel工作簿：日期单元格就是日期，合并的节日、依据填到各行并说明")
    void workbook_isReadLikeCsv() throws Exception {
        SmallWorkbook workbook = new SmallWorkbook()
                .styles("<numFmt numFmtId=\"170\" formatCode=\"m&quot;月&quot;d&quot;日&quot;\"/>", 0, 170)
                .rows(
                        List.of("date", "kind", "holiday", "source"),
                        List.of(SmallWorkbook.number(46661, 1), "holiday", "国庆节", "国办通知"),
                        List.of("2027-10-02", "holiday", "", ""),
                        List.of("2027/10/9", "workday", "", ""))
                .merged("C2:C4", "D2:D1048576");

        WorkdayReading.Result result = WorkdayReading.of(UploadedTable.read(workbook.bytes(), WorkdayReading.ENTRANCE));

        assertThat(result.problems()).isEmpty();
        assertThat(result.days())
                .containsExactly(
                        new WorkdayOverride(LocalDate.of(2027, 10, 1), Kind.HOLIDAY, "国庆节", "国办通知"),
                        new WorkdayOverride(LocalDate.of(2027, 10, 2), Kind.HOLIDAY, "国庆节", "国办通知"),
                        new WorkdayOverride(LocalDate.of(2027, 10, 9), Kind.WORKDAY, "国庆节", "国办通知"));
        assertThat(result.notices()).containsExactly("C2:C4 是合并单元格，已按“国庆节”填到各行。", "D2:D1048576 是合并单元格，已按“国办通知”填到各行。");
    }

    @Test
    void fileWithoutHeader_isReported() throws Exception {
        assertThat(WorkdayReading.csv("").problems()).containsExactly("文件是空的，第一行应为表头 date,kind,holiday,source");
        assertThat(WorkdayReading.csv("日期,类别\n").problems()).containsExactly("第 1 行：表头应为 date,kind,holiday,source");
    }

    @Test
    void import_entersAllOrNothing() throws Exception {
        FixedOverrides overrides = new FixedOverrides();
        WorkingDays workingDays = new WorkingDays(overrides, Clock.systemUTC());
        WorkdayImport workdayImport = new WorkdayImport(overrides, workingDays);
        LocalDate day = LocalDate.of(2040, 10, 1);
        assertThat(workingDays.isWorkday(day)).isTrue();

        workdayImport.load(HEADER + "2040-10-01,holiday,国庆节,\n2040-10-02,休,,\n");
        assertThat(workingDays.isWorkday(day)).isTrue();

        workdayImport.load(HEADER + "2040-10-01,holiday,国庆节,\n");
        assertThat(workingDays.isWorkday(day)).isFalse();
    }

    private static JdbcWorkdayOverrides table(SingleConnectionDataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql(
                        "create temporary table workday "
                                + "(calendar_date date primary key, kind varchar(16) not null, holiday varchar(64), source varchar(256))")
                .update();
        return new JdbcWorkdayOverrides(jdbc);
    }

    private static SingleConnectionDataSource open(Database database) {
        if (database == Database.H2) {
            return new SingleConnectionDataSource("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", true);
        }
        Optional<Postgres> found = TestMachine.postgres();
        Postgres postgres = TestMachine.requireOrSkip(found, "PostgreSQL", "the workday table on PostgreSQL");
        return new SingleConnectionDataSource(postgres.url(), postgres.user(), postgres.password(), true);
    }
}
