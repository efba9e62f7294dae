package org.greenplan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenplan.directory.UnitNames.Kind;
import org.greenplan.directory.UnitNames.Match;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("单位名称识别")
class UnitNamesTest {

    private final UnitNames names = UnitNames.builder()
            .unit("police", "怀柔公安分局")
            .alias("公安分局", "police")
            .collective("alltowns", "各镇乡（全部）")
            .build();

    @Test
    void resolves() {
        assertThat(names.resolve("怀柔公安分局")).hasValue(new Match(Kind.UNIT, "police", "怀柔公安分局", false));
        assertThat(names.resolve("公安分局")).hasValue(new Match(Kind.UNIT, "police", "怀柔公安分局", true));
        assertThat(names.resolve(" 各镇乡 (全部)")).hasValue(new Match(Kind.COLLECTIVE, "alltowns", "各镇乡（全部）", false));
        assertThat(names.resolve("公安")).isEmpty();
    }

    @Test
    void refusesContradictions() {
        UnitNames.Builder builder = UnitNames.builder().unit("water", "区水务局");
        assertThatThrownBy(() -> builder.unit("water2", "区水务局")).hasMessageContaining("同时属于");
        assertThatThrownBy(() -> builder.alias("水务", "nobody")).hasMessageContaining("不存在的单位代码");
    }
}
