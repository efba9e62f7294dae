package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record says what a task accepts, and is what its form gets. */
class InputsTest {

    enum Answer {
        YES,
        NOT_YET
    }

    enum Kind implements Coded {
        FIRST;

        @Override
        public String code() {
            return "the-first";
        }
    }

    record Part(boolean applies, List<String> units) {}

    record Row(
            @Nullable String unit,
            @Nullable Long id,
            @Nullable LocalDate day,
            @Nullable Answer answer,
            List<Part> parts) {}

    record Whole(
            @Input(label = "说明", max = 5, rule = "选填。") @Nullable String text,
            @Input(label = "结论", rule = "必填。") @Nullable Answer answer,
            @Input(label = "类别", rule = "必填。") @Nullable Kind kind,
            @Input(label = "核对", rule = "选填。") boolean flag,
            @Input(label = "百分比", rule = "选填。") @Nullable Integer percent,
            @Input(label = "日期", rule = "选填。") @Nullable LocalDate day,
            @Input(label = "材料", max = 2, rule = "选填。") List<String> files,
            @Input(label = "单位", max = 2, rule = "选填。") List<Row> rows) {}

    private static final Inputs<Whole> INPUTS = Inputs.of(Whole.class);

    private static final Map<String, Object> RAW = Map.of(
            "text",
            "文字",
            "answer",
            "not_yet",
            "kind",
            "the-first",
            "flag",
            true,
            "percent",
            42,
            "day",
            "2026-06-25",
            "files",
            List.of("a"),
            "rows",
            List.of(Map.of(
                    "unit",
                    "water",
                    "id",
                    7L,
                    "day",
                    "2026-06-25",
                    "answer",
                    "yes",
                    "parts",
                    List.of(Map.of("applies", true, "units", List.of("parks"))))));

    private static final Whole NOTHING = new Whole(null, null, null, false, null, null, List.of(), List.of());

    private static final Whole READ = new Whole(
            "文字",
            Answer.NOT_YET,
            Kind.FIRST,
            true,
            42,
            LocalDate.of(2026, 6, 25),
            List.of("a"),
            List.of(new Row(
                    "water", 7L, LocalDate.of(2026, 6, 25), Answer.YES, List.of(new Part(true, List.of("parks"))))));

    @Test
    void whatIsHandedIn_isReadIntoItsRecord_andBack() {
        Violations violations = new Violations();

        assertThat(INPUTS.read(RAW, violations)).isEqualTo(READ);
        assertThat(violations.errors()).isEmpty();
        assertThat(INPUTS.raw(READ)).isEqualTo(RAW);
    }

    @Test
    void nothing_isAbsent() {
        assertThat(INPUTS.read(Map.of(), new Violations())).isEqualTo(NOTHING);
        assertThat(INPUTS.raw(NOTHING)).isEqualTo(Map.of("flag", false, "files", List.of(), "rows", List.of()));
    }

    @ParameterizedTest
    @DisplayName("看起来像空白的字符不算填写，空白等于没有填写")
    @ValueSource(
            ints = {
                0x0A, 0x20, 0x00, 0x07, 0x85, 0xA0, 0xAD, 0x115F, 0x1160, 0x2003, 0x200B, 0x200F, 0x2028, 0x202E,
                0x2060, 0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0020, 0xE0101
            })
    void whatCannotBeSeen_fillsNothing(int character) {
        String unseen = Character.toString(character).repeat(3);
        for (String name : RAW.keySet()) {
            Violations violations = new Violations();

            assertThat(INPUTS.read(Map.of(name, unseen), violations)).isEqualTo(NOTHING);
            assertThat(violations.errors()).as(name).isEmpty();
        }
        assertThat(INPUTS.read(Map.of("rows", List.of(Map.of("unit", unseen))), new Violations())
                        .rows())
                .containsExactly(new Row(null, null, null, null, List.of()));
    }

    @Test
    @DisplayName("每一栏的限制都在各自的栏目指出")
    void limitsAndTypes_areHeldByEachComponent() {
        Violations violations = new Violations();

        Whole read = INPUTS.read(
                Map.of(
                        "text",
                        "一二三四五六",
                        "answer",
                        "perhaps",
                        "kind",
                        "FIRST",
                        "flag",
                        "1",
                        "percent",
                        "五",
                        "day",
                        "昨天",
                        "files",
                        List.of("a", "b", "c"),
                        "rows",
                        List.of("water")),
                violations);

        assertThat(read).isEqualTo(NOTHING);
        assertThat(violations.errors())
                .extracting(error -> error.field() + ":" + error.code())
                .containsExactly(
                        "text:too-long",
                        "answer:unknown-choice",
                        "kind:unknown-choice",
                        "flag:wrong-type",
                        "percent:wrong-type",
                        "day:wrong-type",
                        "files:too-many",
                        "rows:wrong-type");
    }

    @Test
    @DisplayName("一行里形状不对的算没有填写，由规则在那一栏指出")
    void whatIsNoValueInARow_countsAsAbsent() {
        Map<String, Object> odd =
                Map.of("unit", List.of(), "id", "七", "day", "昨天", "answer", "perhaps", "parts", "nonsense", "other", 1);

        assertThat(INPUTS.read(Map.of("rows", List.of(odd)), new Violations()).rows())
                .containsExactly(new Row(null, null, null, null, List.of()));
        assertThat(INPUTS.read(
                                Map.of(
                                        "rows",
                                        List.of(Map.of("unit", 5, "parts", List.of(1, Map.of("applies", "true"))))),
                                new Violations())
                        .rows())
                .containsExactly(
                        new Row("5", null, null, null, List.of(new Part(false, List.of()), new Part(true, List.of()))));
    }

    record Unsaid(@Nullable String text) {}

    record Unlabelled(@Input(label = " ", max = 5, rule = "选填。") @Nullable String text) {}

    record Unlimited(@Input(label = "说明", rule = "选填。") @Nullable String text) {}

    record Unread(@Input(label = "说明", rule = "选填。") @Nullable Object thing) {}

    @Test
    void aComponentThatSaysTooLittle_isRefusedAtTheStart() {
        for (Class<? extends Record> type : List.of(Unsaid.class, Unlabelled.class, Unlimited.class, Unread.class)) {
            assertThatThrownBy(() -> Inputs.of(type))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(type.getSimpleName());
        }
    }
}
