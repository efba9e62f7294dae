package org.greenplan.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrozenJsonTest {

    record Row(String name, BigDecimal amount) {}

    record Content(String text, @Nullable LocalDate day, int number, List<Row> rows) {}

    private final FrozenJson<Content> json = new FrozenJson<>(Content.class);

    @Test
    @DisplayName("写下格式编号，读回来一字不差（数字末尾的零也在）")
    void written_comesBackAsItWas() {
        Content content =
                new Content("进展", LocalDate.of(2026, 3, 5), 3, List.of(new Row("PM2.5", new BigDecimal("28.50"))));
        assertThat(json.write(content))
                .isEqualTo("{\"format\":1,\"text\":\"进展\",\"day\":\"2026-03-05\",\"number\":3,"
                        + "\"rows\":[{\"name\":\"PM2.5\",\"amount\":28.50}]}");
        assertThat(json.read(json.write(content))).isEqualTo(content);
    }

    @Test
    @DisplayName("没有编号的旧稿照样能读；后来去掉的栏目不妨碍，后来增加的栏目为空")
    void older_isReadable() {
        assertThat(json.read("{\"text\":\"进展\",\"dropped\":{\"a\":[1]},\"rows\":[{\"name\":\"a\",\"gone\":1}]}"))
                .isEqualTo(new Content("进展", null, 0, List.of(new Row("a", null))));
        assertThat(json.read("{\"text\":\"进展\"}").rows()).isEmpty();
    }

    @Test
    @DisplayName("换了样子的旧稿按编号逐级转换，新稿不动")
    void otherwiseShaped_isUpgradedStepByStep() {
        FrozenJson<Content> third = new FrozenJson<>(
                Content.class,
                first -> first.put("text", first.get("words").asText()),
                second -> second.put("number", second.get("number").asInt() + 10));
        assertThat(third.read("{\"words\":\"一\",\"number\":1}")).isEqualTo(new Content("一", null, 11, List.of()));
        assertThat(third.read("{\"format\":2,\"text\":\"二\",\"number\":1}"))
                .isEqualTo(new Content("二", null, 11, List.of()));
        assertThat(third.read("{\"format\":3,\"text\":\"三\",\"number\":1}"))
                .isEqualTo(new Content("三", null, 1, List.of()));
        assertThat(third.write(new Content("三", null, 1, List.of()))).startsWith("{\"format\":3,");
    }

    @Test
    @DisplayName("后来的版本写的、不是这种内容的，说明白而不是读错")
    void unknown_isNotMisread() {
        assertThatThrownBy(() -> json.read("{\"format\":2,\"text\":\"x\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Content has format 2, and 1 is the last one that is known");
        assertThatThrownBy(() -> json.read("[]")).isInstanceOf(IllegalStateException.class);
    }
}
