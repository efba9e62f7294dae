package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of what each type of input takes. */
class InputReaderTest {

    private static final String NAME = "it";
    private static final InputField TEXT = field(InputField.Type.TEXT, "说明", 5);
    private static final InputField CHOICE = field(InputField.Type.CHOICE, "结论", 0, "yes", "no");
    private static final InputField FLAG = field(InputField.Type.FLAG, "核对", 0);
    private static final InputField INTEGER = field(InputField.Type.INTEGER, "百分比", 0);
    private static final InputField DATE = field(InputField.Type.DATE, "日期", 0);
    private static final InputField LIST = field(InputField.Type.LIST, "材料", 2);
    private static final InputField ROWS = field(InputField.Type.ROWS, "单位", 2);

    private static InputField field(InputField.Type type, String label, int max, String... options) {
        return new InputField(NAME, type, label, max, List.of(options), "");
    }

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

        assertThat(InputReader.read(field, given, violations)).isNotNull();
        assertThat(violations.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFit_isNamedAtItsField(InputField field, Object given, String code) {
        Violations violations = new Violations();

        assertThat(InputReader.read(field, given, violations)).isNull();
        assertThat(violations.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(NAME);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).startsWith("“" + field.label() + "”").endsWith("。");
        });
    }

    @Test
    void rows_haveTheirTextsAsTextsOfTheirOwnHaveThem() {
        String typed = "\u0000甲\r\n乙\t\u0007丙\u2028丁\ud800\ufeff";
        String kept = "甲\n乙\t丙\n丁";
        Object rows = List.of(Map.of("opinion", typed, "inside", List.of(typed)));

        assertThat(InputReader.read(field(InputField.Type.TEXT, "文", 9), typed, new Violations()))
                .isEqualTo(kept);
        assertThat(InputReader.read(ROWS, rows, new Violations()))
                .isEqualTo(List.of(Map.of("opinion", kept, "inside", List.of(kept))));
    }
}
