package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.greenplan.submission.Target.Trend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("读目标")
class TargetTest {

    @ParameterizedTest
    @DisplayName("各种写法的数值目标：全角、千分位、符号和文字的大小于、范围")
    @CsvSource(
            delimiter = '|',
            value = {
                "≥80|AT_LEAST|80",
                "≥８０|AT_LEAST|80",
                "＞50|MORE|50",
                "> 50|MORE|50",
                "超过50|MORE|50",
                "≧35|AT_LEAST|35",
                "大于等于35|AT_LEAST|35",
                "大于或等于35|AT_LEAST|35",
                ">=3|AT_LEAST|3",
                "不低于60%|AT_LEAST|60",
                "≥1,000|AT_LEAST|1000",
                "≥12，345.6|AT_LEAST|12345.6",
                "０.35|EQUAL|0.35",
                "100|EQUAL|100",
                "-2.5|EQUAL|-2.5",
                "≥35以上|AT_LEAST|35",
                "35以上|AT_LEAST|35",
                "35及以上|AT_LEAST|35",
                "≤4.5|AT_MOST|4.5",
                "25以下|AT_MOST|25",
                "不超过25|AT_MOST|25",
                "＜25|LESS|25",
                "≥15平方米/人|AT_LEAST|15"
            })
    void numbersAreBounds(String printed, Bound.Comparator comparator, BigDecimal amount) {
        String unit = printed.contains("平方米") ? "平方米/人" : "%";
        assertThat(TargetText.problem(printed, unit)).isEmpty();
        Target target = Target.of(printed, unit);
        assertThat(target.bound()).isEqualTo(new Bound(comparator, amount, null, false));
        assertThat(target.toJudge()).isFalse();
        assertThat(target.text()).isEqualTo(printed);
    }

    @ParameterizedTest
    @DisplayName("范围：35-40、35～40、35%至40%，两头都算")
    @ValueSource(strings = {"35-40", "35～40", "35—40", "35%至40%"})
    void rangesHaveTwoEnds(String printed) {
        Target target = Target.of(printed, "%");
        assertThat(target.bound())
                .isEqualTo(new Bound(Bound.Comparator.BETWEEN, new BigDecimal(35), new BigDecimal(40), false));
        assertThat(attained(target, "35", null)).isEqualTo(Attained.YES);
        assertThat(attained(target, "40", null)).isEqualTo(Attained.YES);
        assertThat(attained(target, "40.1", null)).isEqualTo(Attained.NO);
    }

    @ParameterizedTest
    @DisplayName("像数值又读不准的，指名拒绝，不当文字收下")
    @ValueSource(strings = {"≥", "≥1,00", "40-35", "≥35以下", ">35以上", "≥60且≤80", "1000000000000000", "≥≥35", "90或95"})
    void whatNobodyCanBeSureOf_isRefused(String printed) {
        assertThat(TargetText.problem(printed, "%"))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("读不懂“" + printed + "”"));
    }

    @ParameterizedTest
    @DisplayName("文字就是文字；含数字的指出来，PM2.5不算数字")
    @CsvSource(
            delimiter = '|',
            value = {
                "持续改善|false",
                "县 开展|false",
                "PM2.5浓度持续改善|false",
                "达到或优于Ⅲ类|false",
                "山区≥60；丘陵≥40|true",
                "市≥95；县≥85|true",
                "大约８０左右|true"
            })
    void wordsAreJudged(String printed, boolean digits) {
        assertThat(TargetText.problem(printed, "%")).isEmpty();
        Target target = Target.of(printed, "%");
        assertThat(target).isEqualTo(Target.words(printed));
        assertThat(target.digitsInWords()).isEqualTo(digits);
        assertThat(target.howJudged("%")).isEqualTo("由填报单位判断");
        assertThat(target.attained(new BigDecimal(1), null, Attained.NO)).isEqualTo(Attained.NO);
    }

    @Test
    @DisplayName("完成考核任务，且≥90或持续提高：数值自动判断（含与上年比），其余由人判断，两样都要达到")
    void compositeTarget_isComputedInPart() {
        Target target = Target.of("完成上级规定的\n考核任务，且≥90\n或持续提高", "%");
        assertThat(target.text()).isEqualTo("完成上级规定的考核任务，且≥90或持续提高");
        assertThat(target.judged()).isEqualTo("完成上级规定的考核任务");
        assertThat(target.trend()).isEqualTo(Trend.RISING);
        assertThat(target.digitsInWords()).isFalse();
        assertThat(target.howJudged("%")).isEqualTo("自动判断：≥90%，或比上年提高；由填报单位判断：完成上级规定的考核任务");
        assertThat(target.attained(new BigDecimal("91"), null, Attained.YES)).isEqualTo(Attained.YES);
        assertThat(target.attained(new BigDecimal("91"), null, Attained.NO)).isEqualTo(Attained.NO);
        assertThat(target.attained(new BigDecimal("88"), new BigDecimal("87"), Attained.YES))
                .isEqualTo(Attained.YES);
        assertThat(target.attained(new BigDecimal("88"), new BigDecimal("88"), Attained.YES))
                .isEqualTo(Attained.NO);
        assertThat(target.attained(new BigDecimal("88"), null, Attained.YES)).isEqualTo(Attained.UNKNOWN);
        assertThat(target.attained(new BigDecimal("91"), null, Attained.UNKNOWN))
                .isEqualTo(Attained.UNKNOWN);
    }

    @ParameterizedTest
    @DisplayName("其他次序和写法的复合目标")
    @CsvSource(
            delimiter = '|',
            value = {
                "完成考核任务，且≤25或持续下降|完成考核任务|24|30|YES",
                "完成考核任务，且≤25或持续下降|完成考核任务|28|30|YES",
                "完成考核任务，且≤25或持续下降|完成考核任务|30|28|NO",
                "≥90或持续提高|''|80|79|YES",
                "持续提高或≥90|''|80|81|NO",
                "（≥90或逐年上升），并完成考核任务|完成考核任务|80|79|YES",
                "完成考核任务且持续提高|完成考核任务|80|79|YES",
                "完成合并考核并且100|完成合并考核|99|98|NO"
            })
    void compositeTargets(String printed, String judged, String value, String before, Attained attained) {
        Target target = Target.of(printed, "%");
        assertThat(target.judged()).isEqualTo(judged);
        assertThat(target.attained(new BigDecimal(value), new BigDecimal(before), Attained.YES))
                .isEqualTo(attained);
    }

    @Test
    @DisplayName("△EQI>-1：本年值减上年值比较")
    void change_isComparedWithLastYear() {
        Target target = Target.of("△EQI>-1", "");
        assertThat(target.howJudged("")).isEqualTo("自动判断：本年值减上年值>-1");
        assertThat(attained(target, "61.2", "62.1")).isEqualTo(Attained.YES);
        assertThat(attained(target, "61.1", "62.1")).isEqualTo(Attained.NO);
        assertThat(attained(target, "61.2", null)).isEqualTo(Attained.UNKNOWN);
        assertThat(TargetText.problem("△EQI-1", "")).isPresent();
    }

    @Test
    @DisplayName("没有单位的“持续提高”是文字；显示时单位跟在数值后面")
    void shownWithItsUnit() {
        assertThat(Target.of("持续提高", "").computed()).isFalse();
        assertThat(Target.of("≥80", "%").shown("%")).isEqualTo("≥80%");
        assertThat(Target.of("≥80或持续提高", "%").shown("%")).isEqualTo("≥80或持续提高");
        assertThat(Target.of("持续改善", "%").shown("%")).isEqualTo("持续改善");
    }

    private static Attained attained(Target target, String value, @Nullable String before) {
        return target.attained(new BigDecimal(value), before == null ? null : new BigDecimal(before), Attained.UNKNOWN);
    }
}
