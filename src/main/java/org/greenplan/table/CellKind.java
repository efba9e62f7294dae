package org.greenplan.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.report.ReportInput;
import org.greenplan.spreadsheet.Typed;
import org.greenplan.task.FieldError;
import org.greenplan.task.InputField;
import org.greenplan.task.Violations;

/** What may be typed into a column. */
sealed interface CellKind {

    /** How a cell is formatted. */
    enum Format {
        TEXT,
        NUMBER,
        DATE
    }

    default Format format() {
        return Format.TEXT;
    }

    /** The labels of a drop-down; empty where anything may be typed. */
    default List<String> options() {
        return List.of();
    }

    /** A value of the draft as the cell shows it. */
    default String shown(String value) {
        return value;
    }

    /** @param typed not empty */
    CellEntry read(String typed, WorkbookLine line, LocalDate today);

    /** Words of a limited length, as a report takes them. */
    record Words(InputField field) implements CellKind {

        @Override
        public CellEntry read(String typed, WorkbookLine line, LocalDate today) {
            Violations violations = new Violations();
            ReportInput.INPUTS.read(Map.of(field.name(), typed), violations);
            return violations.errors().stream()
                    .findFirst()
                    .map((FieldError error) -> new CellEntry(typed, typed, error))
                    .orElse(CellEntry.of(typed, typed));
        }
    }

    /**
     * One of a few.
     *
     * @param labels what people read, by the draft's code, in the order of the drop-down
     */
    record Choice(String label, Map<String, String> labels) implements CellKind {

        @Override
        public List<String> options() {
            return List.copyOf(labels.values());
        }

        @Override
        public String shown(String value) {
            return labels.getOrDefault(value, value);
        }

        @Override
        public CellEntry read(String typed, WorkbookLine line, LocalDate today) {
            return labels.entrySet().stream()
                    .filter(option -> Typed.word(option.getValue()).equals(Typed.word(typed)))
                    .findFirst()
                    .map(option -> CellEntry.of(option.getValue(), option.getKey()))
                    .orElse(CellEntry.refused(
                            typed,
                            "unknown-choice",
                            "“%s”请从下拉框中选择：%s。".formatted(label, String.join("、", labels.values()))));
        }
    }

    /** A whole number from 0 to 100. */
    record Percent(String label) implements CellKind {

        @Override
        public Format format() {
            return Format.NUMBER;
        }

        @Override
        public CellEntry read(String typed, WorkbookLine line, LocalDate today) {
            Optional<BigDecimal> number = Typed.number(Typed.withoutPercentSign(typed));
            if (number.filter(given -> given.stripTrailingZeros().scale() <= 0).isEmpty()) {
                return CellEntry.refused(typed, "wrong-type", "“%s”请填0至100的整数，如45。".formatted(label));
            }
            if (number.filter(given -> given.signum() >= 0 && given.compareTo(BigDecimal.valueOf(100)) <= 0)
                    .isEmpty()) {
                return CellEntry.refused(typed, "percent-range", "“%s”应在0至100之间。".formatted(label));
            }
            int percent = number.get().intValueExact();
            return CellEntry.of(String.valueOf(percent), percent);
        }
    }

    /** A day that is not in the future. */
    record Day(String label) implements CellKind {

        @Override
        public Format format() {
            return Format.DATE;
        }

        @Override
        public CellEntry read(String typed, WorkbookLine line, LocalDate today) {
            Optional<LocalDate> day = Typed.date(typed);
            if (day.isEmpty()) {
                return CellEntry.refused(typed, "not-a-date", "“%s”请填年月日俱全的日期，如2026-11-20。".formatted(label));
            }
            if (day.get().isAfter(today)) {
                return CellEntry.refused(typed, "date-in-future", "“%s”不能晚于今天。".formatted(label));
            }
            return CellEntry.of(day.get().toString(), day.get().toString());
        }
    }

    /** An indicator's value. */
    record Amount(String label) implements CellKind {

        @Override
        public Format format() {
            return Format.NUMBER;
        }

        @Override
        public CellEntry read(String typed, WorkbookLine line, LocalDate today) {
            boolean inPercent =
                    line.indicator() != null && line.indicator().unit().equals("%");
            return Typed.number(inPercent ? Typed.withoutPercentSign(typed) : typed)
                    .map(ReportInput::amount)
                    .map(amount -> amount.stripTrailingZeros().toPlainString())
                    .map(amount -> CellEntry.of(amount, amount))
                    .orElse(CellEntry.refused(typed, "amount-not-a-number", "“%s”应为数字，最多4位小数，不带单位。".formatted(label)));
        }
    }
}
