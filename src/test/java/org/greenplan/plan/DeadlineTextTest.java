package org.greenplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("完成时限的写法")
class DeadlineTextTest {

    @ParameterizedTest
    @CsvSource({
        "年底前, 2026-12-31", "2027年底前, 2027-12-31", "年内, 2026-12-31", "全年, 2026-12-31", "上半年, 2026-06-30",
        "6月底前, 2026-06-30", "2月底前, 2026-02-28", "2028年2月底, 2028-02-29", "三季度末, 2026-09-30", "第1季度, 2026-03-31",
        "10月15日前, 2026-10-15", "2027年3月1日, 2027-03-01", "12月底前, 2026-12-31"
    })
    void dates(String words, LocalDate date) {
        assertThat(DeadlineText.parse(words, 2026)).hasValue(new DeadlineText(date, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"持续推进", "长期坚持", "持续 推进"})
    void ongoing(String words) {
        assertThat(DeadlineText.parse(words, 2026)).hasValue(new DeadlineText(null, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "—", "尽快", "13月底前", "2月30日前", "五季度", "区水务局"})
    void notUnderstood(String words) {
        assertThat(DeadlineText.parse(words, 2026)).isEmpty();
    }

    @Test
    @DisplayName("正文中的每年某日")
    void ownDates() {
        assertThat(DeadlineText.ownDates("落实责任，于每年2月底前报送总结。每年10月15日前公布；每年开展一次。"))
                .containsExactly(
                        new OwnDate(MonthDay.of(2, 29), "于每年2月底前报送总结"),
                        new OwnDate(MonthDay.of(10, 15), "每年10月15日前公布"));
    }
}
