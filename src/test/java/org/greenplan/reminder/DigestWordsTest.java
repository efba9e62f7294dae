package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.greenplan.reminder.Line.Section;
import org.greenplan.submission.SubmissionWatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("提醒邮件的主题和开头")
class DigestWordsTest {

    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);
    private static final SubmissionWatch.Standing ZONE = new SubmissionWatch.Standing(
            7,
            "生态文明建设示范区2026年报送（2025年度数据）",
            "生态文明建设示范区",
            "2026-36-02",
            true,
            "各单位填报",
            LocalDate.of(2026, 4, 20),
            LocalDate.of(2026, 4, 20),
            LocalDate.of(2026, 5, 29),
            LocalDate.of(2026, 5, 31),
            List.of("区水务局", "区农业农村局（待本单位审签）"));

    private static Line line(Section section, String title, @Nullable LocalDate due, int left) {
        return new Line(
                "water1",
                section,
                title,
                "userTask_fillReport",
                "2026-01-01",
                title,
                "water",
                due,
                left,
                false,
                null,
                1,
                null);
    }

    private static Line unit(String unit, int tasks, int longest) {
        return new Line("plan1", Section.UNIT, unit, "", null, "", unit, null, -longest, false, null, tasks, null);
    }

    private static Line submission(Section section) {
        return new Line(
                "ecology1",
                section,
                "t",
                "userTask_fillIndicators",
                null,
                ZONE.subject(),
                "ecology",
                null,
                null,
                false,
                null,
                1,
                ZONE.id());
    }

    private static DigestWords words(LocalDate day, Tally tally, Line... lines) {
        return new DigestWords(day, Arrays.asList(lines), tally, Map.of(ZONE.id(), ZONE), code -> "区水务局");
    }

    @Test
    @DisplayName("先是全部待办、其中逾期、真正最近的一天，再是今天提醒的是什么")
    void everythingThatIsOpen_comesBeforeWhatIsToldToday() {
        DigestWords words = words(
                MARCH_2,
                new Tally(2, 0, 0, 28, 0, LocalDate.of(2026, 3, 4)),
                line(Section.OWN, "乙事：后办", LocalDate.of(2026, 3, 9), 5),
                line(Section.OWN, "甲事：先办", LocalDate.of(2026, 3, 6), 4));
        assertThat(words.subject()).isEqualTo("【待办提醒】30项待办，最近3月4日到期；今天提醒2项：甲事：先办等");
        assertThat(words.greeting()).isEqualTo("您有30项待办，最近3月4日到期；今天提醒其中2项。");
        assertThat(words.rest()).isEqualTo("此外有28项待办今天不逐项提醒。");
    }

    @Test
    void oneIsToldWhileManyAreOverdue() {
        DigestWords words =
                words(MARCH_2, new Tally(1, 0, 0, 55, 46, null), line(Section.OWN, "甲事", MARCH_2.plusDays(9), 7));
        assertThat(words.subject()).isEqualTo("【待办提醒】56项待办，其中46项已逾期；今天提醒1项：甲事");
        assertThat(words.greeting()).isEqualTo("您有56项待办，其中46项已逾期；今天提醒其中1项。");
    }

    @Test
    void planOffice_hearsOfUnits() {
        DigestWords words = words(MARCH_2, new Tally(0, 0, 9, 0, 0, null), unit("water", 6, 31), unit("finance", 3, 7));
        assertThat(words.subject()).isEqualTo("【督办提醒】2个单位9项逾期，最久31个工作日");
        assertThat(words.greeting()).isEqualTo("2个单位9项逾期，最久31个工作日，请督促。");
        assertThat(words(MARCH_2, new Tally(0, 0, 6, 0, 0, null), unit("water", 6, 31))
                        .subject())
                .isEqualTo("【督办提醒】区水务局6项逾期，最久31个工作日");
    }

    @Test
    void supervisorAndInformedUnit_readWhatItIs() {
        assertThat(words(MARCH_2, Tally.others(1), line(Section.COPY, "甲事：措施", MARCH_2, 0))
                        .subject())
                .isEqualTo("【督办提醒】1项到期或逾期事项请知悉：甲事：措施");
        assertThat(words(MARCH_2, Tally.others(1), line(Section.INFORMED, "甲事：措施", null, 0))
                        .subject())
                .isEqualTo("【知会】1项措施请知悉：甲事：措施");
    }

    @Test
    @DisplayName("答复平台报送的人：主题先写两个日期和还缺谁；局外的单位先看到报送的名称")
    void submission_comesFirst() {
        DigestWords bureau = words(
                LocalDate.of(2026, 4, 21),
                new Tally(1, 1, 1, 45, 45, null),
                submission(Section.SUBMISSION),
                line(Section.OWN, "甲事", LocalDate.of(2026, 4, 20), -1));
        assertThat(bureau.subject())
                .isEqualTo("【平台报送】5月29日前报送，平台5月31日截止：生态文明建设示范区2026年报送（2025年度数据）还有2个单位未报" + "；46项待办，其中46项已逾期；今天提醒1项：甲事");
        assertThat(bureau.greeting()).startsWith("5月29日前报送，平台5月31日截止：生态文明建设示范区2026年报送（2025年度数据）还有2个单位未报。您有46项待办");
        DigestWords unit = words(
                LocalDate.of(2026, 4, 13),
                new Tally(2, 1, 0, 0, 0, LocalDate.of(2026, 4, 20)),
                line(Section.OWN, "甲事", LocalDate.of(2026, 4, 10), -1),
                submission(Section.OWN));
        assertThat(unit.subject()).isEqualTo("【待办提醒】2项待办，其中1项已逾期，最近4月20日到期；今天提醒2项：生态文明建设示范区2026年报送（2025年度数据）等");
        assertThat(new SubmissionWords(ZONE, LocalDate.of(2026, 5, 30)).dates()).isEqualTo("平台5月31日截止，还没有报送");
        assertThat(new SubmissionWords(ZONE, LocalDate.of(2026, 6, 1)).dates()).isEqualTo("已过平台截止日5月31日，还没有报送");
    }

    @Test
    void introduction_namesBothDatesAndWhatIsAtStake_andTheSilentOnlyToThoseWhoAnswerForIt() {
        SubmissionWords words = new SubmissionWords(ZONE, LocalDate.of(2026, 4, 21));
        assertThat(words.intro(false))
                .containsExactly("平台5月31日（周日）截止，还有40天；本区应在5月29日（周五）前报送。", "逾期可能影响本区“生态文明建设示范区”称号。");
        assertThat(words.intro(true)).contains("现在是“各单位填报”，应在4月20日（周一）前完成，已经过期。", "未报的单位2个：区水务局、区农业农村局（待本单位审签）。");
        assertThat(new SubmissionWords(ZONE, LocalDate.of(2026, 5, 30))
                        .intro(false)
                        .get(0))
                .isEqualTo("平台5月31日（周日）截止，还有1天；本区应在5月29日（周五）前报送，已经过期。");
    }
}
