package org.greenplan.table;

import static org.greenplan.table.WorkbookColumn.fillable;
import static org.greenplan.table.WorkbookColumn.locked;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.report.DataQuality;
import org.greenplan.report.ReportInput;
import org.greenplan.report.ReportState;
import org.greenplan.task.InputField;

/** The two sheets that people fill in: their columns, and which lines they have. */
enum WorkbookTable {

    /** One line per report. */
    REPORTS(
            "本期报送",
            3,
            List.of(
                    locked("编号", 11, line -> line.row().measureKey()),
                    locked("重点任务", 10, line -> line.row().taskTitle()),
                    locked("工作措施", 24, line -> line.row().measureText()),
                    locked("承担内容", 12, line -> line.row().contribution()),
                    locked(
                            "期次/应报日期",
                            12,
                            line -> line.row().periodName() + "\n" + line.row().due()),
                    locked("上期情况", 20, line -> line.row().previousText()),
                    state(),
                    words("narrative", 32),
                    percent(),
                    words("problems", 18),
                    words("nextSteps", 18),
                    words("coordination", 13),
                    words("coordinationWith", 10),
                    elsewhere("elsewhereSystem", 11, CellKind.Words::new),
                    elsewhere("elsewhereNumber", 11, CellKind.Words::new),
                    elsewhere("elsewhereDate", 12, field -> new CellKind.Day(field.label())))) {
        @Override
        Stream<WorkbookLine> lines(WorkbookRow row) {
            return Stream.of(WorkbookLine.of(row));
        }
    },

    /** One line per indicator of the reports. */
    INDICATORS(
            "指标",
            2,
            List.of(
                    locked("编号", 11, line -> line.row().measureKey()),
                    locked("指标", 40, line -> indicator(line).name()),
                    locked("目标", 20, line -> indicator(line).targetText()),
                    locked("上期", 28, line -> indicator(line).previous()),
                    fillable("本期数值\n（不带单位）", "本期数值", 14, "amount", new CellKind.Amount("本期数值")),
                    fillable("数据截至\n（年月日）", "数据截至", 14, "asOf", new CellKind.Day("数据截至")),
                    fillable("数据性质", "数据性质", 11, "quality", new CellKind.Choice("数据性质", qualities())))) {
        @Override
        Stream<WorkbookLine> lines(WorkbookRow row) {
            return row.indicators().stream().map(indicator -> new WorkbookLine(row, indicator));
        }
    };

    /** Rises with every change of the columns, so that a file of another make is refused. */
    static final int FORMAT = 1;

    /** Above it stand the title and a line that says how to fill in. */
    static final int HEADING_ROW = 2;

    private final String sheetName;
    private final int frozenColumns;
    private final List<WorkbookColumn> columns;

    WorkbookTable(String sheetName, int frozenColumns, List<WorkbookColumn> columns) {
        this.sheetName = sheetName;
        this.frozenColumns = frozenColumns;
        this.columns = columns;
    }

    abstract Stream<WorkbookLine> lines(WorkbookRow row);

    List<WorkbookLine> lines(WorkbookSheet sheet) {
        return sheet.rows().stream().flatMap(this::lines).toList();
    }

    String sheetName() {
        return sheetName;
    }

    /** Stay in sight while the rest is moved sideways. */
    int frozenColumns() {
        return frozenColumns;
    }

    List<WorkbookColumn> columns() {
        return columns;
    }

    private static WorkbookColumn state() {
        InputField field = field("state");
        Map<String, String> labels = Arrays.stream(ReportState.values())
                .collect(Collectors.toMap(
                        ReportState::code, ReportState::label, (one, other) -> one, LinkedHashMap::new));
        return fillable(field.label(), field.label(), 10, field.name(), new CellKind.Choice(field.label(), labels));
    }

    private static Map<String, String> qualities() {
        return Arrays.stream(DataQuality.values())
                .collect(Collectors.toMap(
                        DataQuality::code, DataQuality::label, (one, other) -> one, LinkedHashMap::new));
    }

    private static WorkbookColumn words(String input, int width) {
        InputField field = field(input);
        return fillable(field.label(), field.label(), width, input, new CellKind.Words(field));
    }

    private static WorkbookColumn percent() {
        InputField field = field("percent");
        return fillable(field.label(), field.label(), 7, field.name(), new CellKind.Percent(field.label()));
    }

    private static WorkbookColumn elsewhere(String input, int width, Function<InputField, CellKind> kind) {
        InputField field = field(input);
        return fillable(
                field("elsewhere").label() + "\n" + field.label(), field.label(), width, input, kind.apply(field));
    }

    private static InputField field(String name) {
        return ReportInput.INPUTS.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WorkbookIndicator indicator(WorkbookLine line) {
        return Objects.requireNonNull(line.indicator());
    }
}
