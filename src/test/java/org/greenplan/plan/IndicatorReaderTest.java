package org.greenplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.greenplan.plan.IndicatorDraft.Comparator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("从措施文字中读出指标")
class IndicatorReaderTest {

    private static List<String> read(String text) {
        return IndicatorReader.read(text).indicators().stream()
                .map(i -> i.what() + i.comparator().symbol() + i.target().toPlainString() + i.unit())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "力争实现绿色出行比例达到75.5%以上。, 绿色出行比例≥75.5%",
        "完善体系，稳步提升污水处理率到98％。, 污水处理率≥98%",
        "全区PM2.5平均浓度控制在30微克/立方米以内。, 全区PM2.5平均浓度≤30微克/立方米",
        "新建绿道12.5公里。, 新建绿道≥12.5公里",
        "建设3处生态保育小区。, 建设生态保育小区≥3处",
        "到2026年底单位能耗不超过0.3吨/万元。, 单位能耗≤0.3吨/万元",
        "碳排放强度下降3%。, 碳排放强度下降≥3%",
        "天然气消费量少于2亿立方米。, 天然气消费量<2亿立方米",
        "合格率为100%。, 合格率=100%",
        "在公共建筑中使用再生材料，比例不低于10%。, 比例≥10%"
    })
    void targets(String text, String expected) {
        assertThat(read(text)).containsExactly(expected);
    }

    @Test
    @DisplayName("分别：逐项对应")
    void distributed() {
        assertThat(read("一级站点、二级站点覆盖率分别达到90%、80%。")).containsExactly("一级站点覆盖率≥90%", "二级站点覆盖率≥80%");
        assertThat(read("甲类设施处理量分别不少于3吨、5吨。")).containsExactly("甲类设施处理量（第1项）≥3吨", "甲类设施处理量（第2项）≥5吨");
    }

    @Test
    @DisplayName("承接前一分句")
    void leansOnTheClauseBefore() {
        IndicatorDraft indicator =
                IndicatorReader.read("加强秸秆综合利用，综合利用率稳定保持在99%以上。").indicators().get(0);
        assertThat(indicator)
                .isEqualTo(new IndicatorDraft(
                        "秸秆综合利用率", Comparator.AT_LEAST, new BigDecimal("99"), "%", "加强秸秆综合利用，综合利用率稳定保持在99%以上"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "编制近三年清单（2025—2030年）。",
                "落实京规自发〔2025〕295号文件，于每年5月底前提交。",
                "开展第4批评估，3个月内完成。",
                "落实“小箱进大箱”，做好GEP—R核算。"
            })
    @DisplayName("日期、文号、批次不是指标")
    void noQuantity(String text) {
        IndicatorReader.Reading reading = IndicatorReader.read(text);
        assertThat(reading.indicators()).isEmpty();
        assertThat(reading.others()).isEmpty();
    }

    @Test
    @DisplayName("鼓励值和适用条件不作为指标，但要列出")
    void noTargets() {
        IndicatorReader.Reading reading = IndicatorReader.read("引导产生强度高于0.2吨/万元的企业转型。鼓励产生量低于140吨。");
        assertThat(reading.indicators()).isEmpty();
        assertThat(reading.others())
                .extracting(IndicatorReader.NoTarget::printed)
                .containsExactly("0.2吨/万元", "140吨");
    }

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 79.99, false", "AT_LEAST, 80.0, true", "AT_MOST, 80, true", "AT_MOST, 80.01, false",
        "LESS_THAN, 80, false", "LESS_THAN, 79.9, true", "MORE_THAN, 80, false", "MORE_THAN, 80.1, true",
        "EQUAL_TO, 80.00, true", "EQUAL_TO, 81, false"
    })
    void met(Comparator comparator, BigDecimal value, boolean met) {
        assertThat(comparator.met(value, new BigDecimal("80"))).isEqualTo(met);
    }
}
