package org.greenplan.plan;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.greenplan.plan.Finding.Kind;
import org.greenplan.plan.Findings.Place;
import org.greenplan.plan.PlanTable.Cell;
import org.greenplan.plan.PlanTable.Line;
import org.greenplan.plan.PlanTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each row of the table is: header, part, section or measure, and to which task item a measure belongs, also
 * where the number or the title of a row has slipped into the last unit cell of the row before.
 */
final class TableLayout {

    private static final List<String> COLUMNS = List.of("序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位");
    private static final Pattern PART = Pattern.compile("[一二三四五六七八九十]+、.+");
    private static final Pattern SECTION = Pattern.compile("[（(][一二三四五六七八九十]+[）)].+");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3})[.、]?");

    /** Number, title, text, deadline. */
    private static final int CELLS_BEFORE_UNITS = 4;

    /** One more than the columns, so that a stray cell is reported and only two rows in one are refused. */
    private static final int MOST_UNIT_CELLS = 4;

    private final List<Row> rows;
    private final int year;
    private final UnitCells unitCells;
    private final Findings findings;

    private final List<TaskItemDraft> taskItems = new ArrayList<>();
    private final List<MeasureRow> measures = new ArrayList<>();
    private String title = "";
    private String part = "";
    private String section = "";
    private @Nullable TaskItemDraft task;
    private int ordinal;

    TableLayout(List<Row> rows, int year, UnitCells unitCells, Findings findings) {
        this.rows = rows;
        this.year = year;
        this.unitCells = unitCells;
        this.findings = findings;
    }

    String title() {
        return title;
    }

    List<TaskItemDraft> taskItems() {
        return taskItems;
    }

    List<MeasureRow> measures() {
        return measures;
    }

    /**
     * Reads all rows.
     *
     * @throws PlanDocumentException when there is no header, no measure, or the numbers contradict each other
     */
    void read() {
        int header = 0;
        while (header < rows.size() && !isHeader(rows.get(header))) {
            header++;
        }
        if (header == rows.size()) {
            throw new PlanDocumentException(
                    "这份文件不是行动计划表：没有找到表头“" + String.join("、", COLUMNS) + "”。请选择从公布的行动计划转换成的文本文件。");
        }
        beforeTable(rows.subList(0, header));
        for (Row row : rows.subList(header + 1, rows.size())) {
            if (isHeader(row)) {
                reportLines(row, Place.DOCUMENT); // repeated on a new page
            } else {
                tableRow(row);
            }
        }
        if (measures.isEmpty()) {
            throw new PlanDocumentException("行动计划表中没有读到任何工作措施，请检查文件是否完整。");
        }
    }

    private static boolean isHeader(Row row) {
        List<String> texts = row.cells().stream().map(Cell::joined).toList();
        return texts.size() >= CELLS_BEFORE_UNITS
                && texts.subList(0, CELLS_BEFORE_UNITS).equals(COLUMNS.subList(0, CELLS_BEFORE_UNITS));
    }

    /** The title is the first block that calls itself a plan, or the first of all. */
    private void beforeTable(List<Row> blocks) {
        Row titleBlock = blocks.stream()
                .filter(block -> block.joined().contains("计划"))
                .findFirst()
                .orElse(blocks.isEmpty() ? null : blocks.get(0));
        for (Row block : blocks) {
            reportLines(block, Place.DOCUMENT);
            if (block == titleBlock) {
                title = block.cells().stream().map(Cell::joined).collect(Collectors.joining());
            } else if (!block.joined().isEmpty()) {
                unreadable(block, "位于表格之前，未读入计划。");
            }
        }
    }

    private void tableRow(Row row) {
        String words = row.joined();
        if (row.cells().stream().allMatch(Cell::blank)) {
            reportLines(row, Place.DOCUMENT);
        } else if (row.cells().size() > 1 && row.inTable()) {
            measureRow(row);
        } else if (PART.matcher(words).matches()) {
            reportLines(row, Place.DOCUMENT);
            part = words;
            section = "";
        } else if (SECTION.matcher(words).matches()) {
            reportLines(row, Place.DOCUMENT);
            section = words;
        } else {
            reportLines(row, Place.DOCUMENT);
            unreadable(row, "既不是标题，也不是工作措施，未读入计划，请人工核对。");
        }
    }

    private void measureRow(Row row) {
        List<Cell> cells = row.cells();
        int textAt = textColumn(cells);
        if (textAt < 0 || textAt >= cells.size()) {
            reportLines(row, Place.DOCUMENT);
            unreadable(row, "这一行缺少单元格，认不出哪一格是工作措施，未读入计划，请补全后重新导入。");
            return;
        }
        if (cells.size() > textAt + 2 + MOST_UNIT_CELLS) {
            throw new PlanDocumentException("第" + row.line() + "行起的一行有" + cells.size() + "格，超过表格的" + COLUMNS.size()
                    + "栏，可能是两行连在了一起。请在两行之间空一行后重新导入。");
        }
        startTask(row, textAt);
        TaskItemDraft current = task;
        if (current == null) {
            throw new IllegalStateException("a measure row always has a task item");
        }
        ordinal++;
        String key = "%d-%02d-%02d".formatted(year, current.no(), ordinal);
        List<Cell> units = cells.subList(Math.min(textAt + 2, cells.size()), cells.size());
        MeasureRow measure = new MeasureRow(
                key,
                current,
                ordinal,
                row,
                cells.get(textAt),
                textAt + 1 < cells.size() ? cells.get(textAt + 1) : null,
                units.stream().map(Cell::raw).toList(),
                new ArrayList<>(units.stream().map(unitCells::lines).toList()));
        reportLines(row, measure.place());
        if (cells.get(textAt).blank()) {
            unreadable(measure.place(), row, "这一行没有工作措施的文字，请核对。");
        }
        if (row.rejoined()) {
            findings.add(Kind.SPLIT_ROW, measure.place(), row.line(), "", "空行前后接为同一行。");
        }
        measures.add(measure);
    }

    /** Where the text stands: third when the row begins with a number or a blank; else just before the deadline; -1 if unclear. */
    private int textColumn(List<Cell> cells) {
        if (cells.get(0).blank() || number(cells.get(0)) != null) {
            return 2;
        }
        for (int deadlineAt = 1; deadlineAt <= 2 && deadlineAt < cells.size(); deadlineAt++) {
            if (DeadlineText.parse(cells.get(deadlineAt).joined(), year).isPresent()) {
                return deadlineAt - 1;
            }
        }
        return -1;
    }

    private void startTask(Row row, int textAt) {
        Integer printed = number(row.cells().get(0));
        Cell titleCell = textAt == 0 ? null : row.cells().get(textAt - 1);
        List<Line> slipped = textAt < 2 ? takeSlipped(textAt == 0) : List.of();
        Integer slippedNumber = slipped.stream()
                .map(Line::text)
                .filter(UnitCells::isNumber)
                .findFirst()
                .map(Integer::valueOf)
                .orElse(null);
        String printedTitle = slipped.stream()
                        .map(Line::text)
                        .filter(text -> !UnitCells.isNumber(text))
                        .collect(Collectors.joining())
                + (titleCell == null ? "" : titleCell.joined());
        boolean sameTask = task != null && printedTitle.equals(task.title());
        if (task != null
                && slippedNumber == null
                && (printed == null || printed == task.no())
                && (printedTitle.isEmpty() || sameTask)) {
            return;
        }
        int last = task == null ? 0 : task.no();
        int no = printed != null ? printed : slippedNumber != null ? slippedNumber : last + 1;
        if (no <= last) {
            throw new PlanDocumentException(
                    "第" + row.line() + "行的序号" + no + "没有接在序号" + last + "之后。请改正文件中的序号后重新导入，以免工作措施的编号重复。");
        }
        boolean inferred = printed == null && slippedNumber == null;
        if (inferred) {
            findings.add(Kind.MISSING_NUMBER, Place.task(no), row.line(), printedTitle, "文件中没有序号，按顺序记为任务" + no + "。");
        } else if (no != last + 1) {
            findings.add(
                    Kind.NUMBER_GAP,
                    Place.task(no),
                    row.line(),
                    String.valueOf(no),
                    "前一个序号是" + last + "，按文件原样保留，请核对是否有遗漏。");
        }
        reportTitle(no, slipped, titleCell);
        task = new TaskItemDraft(no, printedTitle, part, section, taskItems.size() + 1, inferred);
        taskItems.add(task);
        ordinal = 0;
    }

    private void reportTitle(int no, List<Line> slipped, @Nullable Cell titleCell) {
        for (Line line : slipped) {
            boolean isNumber = UnitCells.isNumber(line.text());
            findings.add(
                    isNumber ? Kind.GLUED_NUMBER : Kind.GLUED_TITLE,
                    Place.task(no),
                    line.no(),
                    line.text(),
                    "粘在上一行最后一个单位之后，归下一行，作为任务" + no + (isNumber ? "的序号。" : "的名称。"));
        }
        if (titleCell != null && titleCell.paragraphs().contains("\n")) {
            findings.add(Kind.JOINED_TITLE, Place.task(no), titleCell.line(), titleCell.joined(), "任务名称分成几行，接为一行。");
        }
    }

    /** Takes the beginning of this row out of the last unit cell of the row before. */
    private List<Line> takeSlipped(boolean titleMissing) {
        if (measures.isEmpty() || measures.get(measures.size() - 1).unitLines().isEmpty()) {
            return List.of();
        }
        List<List<Line>> unitLines = measures.get(measures.size() - 1).unitLines();
        List<Line> lines = unitLines.get(unitLines.size() - 1);
        int from = unitCells.slippedFrom(lines, titleMissing);
        unitLines.set(unitLines.size() - 1, List.copyOf(lines.subList(0, from)));
        return List.copyOf(lines.subList(from, lines.size()));
    }

    private static @Nullable Integer number(Cell cell) {
        Matcher matcher = NUMBER.matcher(Normalizer.normalize(cell.joined(), Normalizer.Form.NFKC));
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private void reportLines(Row row, Place place) {
        for (Line line : row.lines()) {
            if (line.pageMark() != null) {
                findings.add(Kind.PAGE_MARK, place, line.no(), line.pageMark(), "已去掉，被页码隔开的前后内容接回一处。");
            }
            if (line.bookmark() != null) {
                findings.add(Kind.BOOKMARK, place, line.no(), line.bookmark(), "Word 书签的残留，已去掉。");
            }
        }
    }

    private void unreadable(Row row, String reading) {
        unreadable(Place.DOCUMENT, row, reading);
    }

    private void unreadable(Place place, Row row, String reading) {
        findings.add(Kind.UNREADABLE, place, row.line(), row.joined(), reading);
    }
}
