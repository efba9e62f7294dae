package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatCanBeSeen_stays() {
        assertThat(PlainText.of(" 甲 乙\u00a0\u2800")).isEqualTo("甲 乙");
        assertThat(PlainText.of("葛\udb40\udd00"))
                .as("a name's own form of a character")
                .isEqualTo("葛\udb40\udd00");
        assertThat(PlainText.of("\ud842\udfb7👨\u200d👩")).isEqualTo("\ud842\udfb7👨\u200d👩");
        assertThat(PlainText.of(null)).isEmpty();
        assertThat(PlainText.isBlank("。")).isFalse();
    }

    @Test
    void oneLine_isOneLine() {
        assertThat(PlainText.line("\u0000请于\r\n\t周五前\u2028报送。\u200b")).isEqualTo("请于 周五前 报送。");
    }

    @Test
    void whileSomebodyTypes_onlyWhatNoTableTakesGoes() {
        assertThat(PlainText.kept(Map.of("a", " 甲\u0007 ", "b", Arrays.asList("\u3164", null, 7))))
                .isEqualTo(Map.of("a", " 甲 ", "b", Arrays.asList("", null, 7)));
        assertThat(PlainText.kept(List.of("a\r\nb"))).isEqualTo(List.of("a\nb"));
    }
}
