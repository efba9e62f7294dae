package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The table {@code workday} and the CSV file that fills it. */
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
        try (Reader csv = Files.newBufferedReader(Path.of("seeds/workdays-cn.csv"))) {
            WorkdayCsv.Result result = WorkdayCsv.read(csv);

            assertThat(result.problems()).isEmpty();
            assertThat(result.days())
                    .hasSize(72)
                    .contains(new WorkdayOverride(
                            LocalDate.of(2026, 9, 25), Kind.HOLIDAY, "中秋节", "国务院办公厅关于2026年部分节假日安排的通知(2025-11-04)"));
        }
    }

    @Test
    void badLines_areReported_goodOnesRead() throws Exception {
        WorkdayCsv.Result result = WorkdayCsv.read(new StringReader("\uFEFF" + HEADER
                + "2027-01-01,holiday,\"元旦,\"\"新年\"\"\",通知\r\n"
                + "2027-02-30,holiday,春节,通知\n"
                + "\n"
                + "2027-02-06,休,春节,通知\n"
                + "2027-02-07,workday,春节\n"
                + "2027-01-01,workday,,\n"
                + "2027-02-08,holiday,\"春节,通知\n"
                + "2027-02-09,holiday," + "节".repeat(64) + "," + "源".repeat(256) + "\n"
                + "2027-02-10,holiday," + "节".repeat(65) + "," + "源".repeat(257) + "\n"
                + "2027-02-11,workday,,\n"));

        assertThat(result.days())
                .extracting(WorkdayOverride::day)
                .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 2, 9), LocalDate.of(2027, 2, 11));
        assertThat(result.days().get(0).holiday()).isEqualTo("元旦,\"新年\"");
        assertThat(result.days().get(2).source()).isNull();
        assertThat(result.problems())
                .containsExactly(
                        "第 3 行：日期“2027-02-30”无法识别，请写成 2026-10-01 这样的格式",
                        "第 5 行：类别“休”无法识别，只能填 holiday（放假）或 workday（上班）",
                        "第 6 行：应有 4 列（日期、类别、节日、依据），实有 3 列",
                        "第 7 行：日期 2027-01-01 重复，第 2 行已有这一天",
                        "第 8 行：引号没有成对，请检查",
                        "第 10 行：节日有 65 个字，最多 64 个字",
                        "第 10 行：依据有 257 个字，最多 256 个字");
    }

    @Test
    void dateAsExcelSavesIt_isRead() throws Exception {
        WorkdayCsv.Result result = WorkdayCsv.read(new StringReader(
                HEADER + "2027/1/1,holiday,,\n2027/10/01,holiday,,\n2027/2/30,holiday,,\n2027-1-2,holiday,,\n"));

        assertThat(result.days())
                .extracting(WorkdayOverride::day)
                .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 10, 1));
        assertThat(result.problems()).hasSize(2);
    }

    @Test
    void written_isReadAgain() throws Exception {
        List<WorkdayOverride> days = List.of(
                new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, "元旦,\"新年\"", "通知"),
                new WorkdayOverride(LocalDate.of(2027, 1, 3), Kind.WORKDAY, null, null));

        String csv = WorkdayCsv.write(List.of(days.get(1), days.get(0)));

        assertThat(csv).startsWith(HEADER + "2027-01-01,holiday,");
        assertThat(WorkdayCsv.read(new StringReader(csv))).isEqualTo(new WorkdayCsv.Result(days, List.of()));
    }

    @Test
    @DisplayName("像公式的文字按文字写出，再读入时不变")
    void whatASpreadsheetWouldCompute_isWrittenAsText() throws Exception {
        List<WorkdayOverride> days = List.of(
                new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, "=1+1", "@SUM(A1,A2)"),
                new WorkdayOverride(LocalDate.of(2027, 1, 2), Kind.HOLIDAY, "+1", "-1"));

        String csv = WorkdayCsv.write(days);

        assertThat(csv)
                .isEqualTo(HEADER + "2027-01-01,holiday,'=1+1,\"'@SUM(A1,A2)\"\n" + "2027-01-02,holiday,'+1,'-1\n");
        assertThat(WorkdayCsv.read(new StringReader(csv))).isEqualTo(new WorkdayCsv.Result(days, List.of()));
    }

    @Test
    void fileWithoutHeader_isReported() throws Exception {
        assertThat(WorkdayCsv.read(new StringReader("")).problems())
                .containsExactly("文件是空的，第一行应为表头 date,kind,holiday,source");
        assertThat(WorkdayCsv.read(new StringReader("日期,类别\n")).problems())
                .containsExactly("第 1 行：表头应为 date,kind,holiday,source");
    }

    @Test
    void import_entersAllOrNothing() throws Exception {
        FixedOverrides overrides = new FixedOverrides();
        WorkingDays workingDays = new WorkingDays(overrides, Clock.systemUTC());
        WorkdayImport workdayImport = new WorkdayImport(overrides, workingDays);
        LocalDate day = LocalDate.of(2040, 10, 1);
        assertThat(workingDays.isWorkday(day)).isTrue();

        workdayImport.load(new StringReader(HEADER + "2040-10-01,holiday,国庆节,\n2040-10-02,休,,\n"));
        assertThat(workingDays.isWorkday(day)).isTrue();

        workdayImport.load(new StringReader(HEADER + "2040-10-01,holiday,国庆节,\n"));
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
