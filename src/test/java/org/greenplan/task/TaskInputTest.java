package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of what each type of input takes. */
class TaskInputTest {

    private static final String NAME = "it";
    private static final InputField TEXT = InputField.text(NAME, "说明", 5, "");
    private static final InputField CHOICE = InputField.choice(NAME, "结论", List.of("yes", "no"), "");
    private static final InputField FLAG = InputField.flag(NAME, "核对", "");
    private static final InputField INTEGER = InputField.integer(NAME, "百分比", "");
    private static final InputField DATE = InputField.date(NAME, "日期", "");
    private static final InputField LIST = InputField.list(NAME, "材料", 2, "");
    private static final InputField ROWS = InputField.rows(NAME, "单位", 2, "");

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of(TEXT, "一二三四五"),
                Arguments.of(TEXT, "  一二三四五\n"),
                Arguments.of(TEXT, "<b>&"),
                Arguments.of(CHOICE, "yes"),
                Arguments.of(FLAG, true),
                Arguments.of(FLAG, "false"),
                Arguments.of(INTEGER, 100),
                Arguments.of(INTEGER, " -7 "),
                Arguments.of(DATE, "2028-02-29"),
                Arguments.of(LIST, "[\"a\",\"b\"]"),
                Arguments.of(LIST, List.of("a")),
                Arguments.of(LIST, "[]"),
                Arguments.of(ROWS, "[{\"unit\":\"water\"},{\"unit\":null}]"),
                Arguments.of(ROWS, List.of(Map.of("unit", "water"))));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(TEXT, "一二三四五六", "too-long"),
                Arguments.of(TEXT, 7, "wrong-type"),
                Arguments.of(TEXT, true, "wrong-type"),
                Arguments.of(TEXT, Map.of("a", "b"), "wrong-type"),
                Arguments.of(CHOICE, "Yes", "unknown-choice"),
                Arguments.of(CHOICE, "<script>", "unknown-choice"),
                Arguments.of(CHOICE, 1, "wrong-type"),
                Arguments.of(FLAG, "TRUE", "wrong-type"),
                Arguments.of(FLAG, 1, "wrong-type"),
                Arguments.of(INTEGER, "1.5", "wrong-type"),
                Arguments.of(INTEGER, 1.5, "wrong-type"),
                Arguments.of(INTEGER, "2147483648", "wrong-type"),
                Arguments.of(INTEGER, "五", "wrong-type"),
                Arguments.of(DATE, "2027-02-29", "wrong-type"),
                Arguments.of(DATE, "2026/12/31", "wrong-type"),
                Arguments.of(DATE, 20261231, "wrong-type"),
                Arguments.of(LIST, "[\"a\",\"b\",\"c\"]", "too-many"),
                Arguments.of(LIST, "[\"a\",null]", "wrong-type"),
                Arguments.of(LIST, "a,b", "wrong-type"),
                Arguments.of(LIST, "{\"a\":1}", "wrong-type"),
                Arguments.of(LIST, "[[\"a\"]]", "wrong-type"),
                Arguments.of(ROWS, "[{},{},{}]", "too-many"),
                Arguments.of(ROWS, "[\"water\"]", "wrong-type"),
                Arguments.of(ROWS, "[null]", "wrong-type"),
                Arguments.of(ROWS, "[{\"unit\":\"water\"", "wrong-type"),
                Arguments.of(ROWS, 12, "wrong-type"));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatFits_isTaken(InputField field, Object given) {
        Violations violations = new Violations();

        TaskInput input = TaskInput.read(List.of(field), Map.of(NAME, given), violations);

        assertThat(violations.errors()).isEmpty();
        assertThat(input.has(NAME)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFit_isNamedAtItsField(InputField field, Object given, String code) {
        Violations violations = new Violations();

        TaskInput input = TaskInput.read(List.of(field), Map.of(NAME, given), violations);

        assertThat(input.has(NAME)).isFalse();
        assertThat(violations.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(NAME);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).startsWith("“" + field.label() + "”").endsWith("。");
        });
    }

    @Test
    @DisplayName("空白等于没有填写")
    void blankAndNull_countAsAbsent() {
        for (InputField field : List.of(TEXT, CHOICE, FLAG, INTEGER, DATE, LIST, ROWS)) {
            for (Object given : Arrays.asList("", " \n", null)) {
                Violations violations = new Violations();
                Map<String, Object> raw = new HashMap<>();
                raw.put(NAME, given);

                assertThat(TaskInput.read(List.of(field), raw, violations).has(NAME))
                        .isFalse();
                assertThat(violations.isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @DisplayName("看起来像空白的字符不算填写，夹在文字前后的去掉；控制字符不入库")
    @ValueSource(
            ints = {
                0x00, 0x07, 0x85, 0xA0, 0xAD, 0x115F, 0x1160, 0x2003, 0x200B, 0x200F, 0x2028, 0x202E, 0x2060, 0x2800,
                0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0020, 0xE0101
            })
    void whatCannotBeSeen_fillsNothing(int character) {
        String unseen = Character.toString(character).repeat(3);
        for (InputField field : List.of(TEXT, CHOICE, FLAG, INTEGER, DATE, LIST, ROWS)) {
            Violations violations = new Violations();
            assertThat(TaskInput.read(List.of(field), Map.of(NAME, unseen), violations)
                            .has(NAME))
                    .as("%x in %s", character, field.type())
                    .isFalse();
            assertThat(violations.isEmpty()).isTrue();
        }
        Object rows = List.of(Map.of("opinion", unseen, "inside", List.of(unseen)));
        assertThat(TaskInput.read(List.of(ROWS), Map.of(NAME, rows), new Violations())
                        .rows(NAME))
                .containsExactly(Map.of("opinion", "", "inside", List.of("")));
    }

    @Test
    void controlCharacters_areNotKept_lineEndsAndTabsAre() {
        String typed = "\u0000甲\r\n乙\t\u0007丙\u2028丁\ud800\ufeff";
        String kept = "甲\n乙\t丙\n丁";
        InputField text = InputField.text("text", "文", 9, "");
        TaskInput input = TaskInput.read(
                List.of(text, ROWS), Map.of("text", typed, NAME, List.of(Map.of("opinion", typed))), new Violations());
        assertThat(input.text("text")).contains(kept);
        assertThat(input.rows(NAME)).containsExactly(Map.of("opinion", kept));
    }

    @Test
    @DisplayName("一次说出全部问题")
    void everythingWrong_isSaidAtOnce() {
        List<InputField> fields = List.of(
                InputField.text("a", "甲", 1, ""), InputField.integer("b", "乙", ""), InputField.date("c", "丙", ""));
        Violations violations = new Violations();

        TaskInput.read(fields, Map.of("a", "长长", "b", "x", "c", "y", "unknown", "z"), violations);

        assertThat(violations.errors()).extracting(FieldError::field).containsExactly("a", "b", "c");
    }

    @Test
    void valuesThatWereRead_haveTheirTypes() {
        List<InputField> fields = new ArrayList<>(List.of(
                InputField.text("text", "文", 9, ""),
                InputField.flag("flag", "是否", ""),
                InputField.integer("integer", "数", ""),
                InputField.date("date", "日", ""),
                InputField.list("list", "列", 9, ""),
                InputField.rows("rows", "行", 9, "")));
        Map<String, Object> raw = Map.of(
                "text", " 文字 ",
                "flag", "true",
                "integer", "42",
                "date", "2026-06-25",
                "list", "[\"a\"]",
                "rows", "[{\"n\":1}]");

        TaskInput input = TaskInput.read(fields, raw, new Violations());

        assertThat(input.text("text")).contains("文字");
        assertThat(input.flag("flag")).isTrue();
        assertThat(input.integer("integer")).contains(42);
        assertThat(input.date("date")).contains(java.time.LocalDate.of(2026, 6, 25));
        assertThat(input.list("list")).containsExactly("a");
        assertThat(input.rows("rows")).containsExactly(Map.of("n", 1));
        assertThat(input.text("other")).isEmpty();
        assertThat(input.rows("other")).isEmpty();
    }
}
