package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.directory.UnitNames;
import org.greenplan.plan.Finding.Kind;
import org.greenplan.plan.Findings.Place;
import org.greenplan.plan.MeasureDraft.DeadlineBasis;
import org.greenplan.plan.PlanTable.Line;
import org.greenplan.plan.PlanTable.Row;
import org.greenplan.plan.UnitCells.PrintedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads a published action plan, a Word table flattened to text, into drafts of its task items and measures.
 *
 * <p>What the document breaks (page marks, glued numbers, names on two lines, blank cells, merged columns) is repaired, and
 * every repair, inference and thing not understood is a {@link Finding}. Nothing is dropped in silence.
 */
public final class PlanDocumentReader {

    private static final Pattern YEAR_IN_TITLE = Pattern.compile("(\\d{4})年");

    private final int year;
    private final UnitCells unitCells;
    private final Findings findings = new Findings();

    private PlanDocumentReader(int year, UnitNames names) {
        this.year = year;
        this.unitCells = new UnitCells(names);
    }

    /**
     * Reads the document of a plan.
     *
     * @param text the whole document; any kind of line end
     * @param year the plan's year: 年底前 means its 31 December, and measure keys begin with it
     * @param names the units, aliases and collective names that can stand in the table
     * @throws PlanDocumentException when this is no such table, or its numbering cannot be read without losing a measure;
     *     the message is a Chinese sentence
     */
    public static PlanDocument read(String text, int year, UnitNames names) {
        return new PlanDocumentReader(year, names).read(PlanTable.rows(text));
    }

    private PlanDocument read(List<Row> rows) {
        TableLayout layout = new TableLayout(rows, year, unitCells, findings);
        layout.read();
        checkYear(layout.title());
        List<MeasureDraft> measures = measures(layout.measures());
        return new PlanDocument(layout.title(), layout.taskItems(), measures, findings.inOrder());
    }

    private void checkYear(String title) {
        Matcher matcher = YEAR_IN_TITLE.matcher(title);
        if (matcher.find() && Integer.parseInt(matcher.group(1)) != year) {
            findings.add(
                    Kind.YEAR_MISMATCH,
                    Place.DOCUMENT,
                    1,
                    title,
                    "标题中的年份与导入的" + year + "年不同，完成时限按" + year + "年读取，请核对。");
        }
    }

    private List<MeasureDraft> measures(List<MeasureRow> rows) {
        List<List<List<PrintedName>>> names = rows.stream()
                .map(row -> row.unitLines().stream().map(unitCells::names).toList())
                .toList();
        RoleReader roleReader = new RoleReader(findings);
        List<MeasureDraft> measures = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MeasureRow row = rows.get(i);
            reportBlankCells(row);
            RoleReader.Reading roles = roleReader.read(
                    row.place(),
                    row.row().line(),
                    names.get(i),
                    i == 0 ? null : names.get(i - 1),
                    i + 1 == rows.size() ? null : names.get(i + 1));
            measures.add(measure(row, i == 0 ? null : rows.get(i - 1), measures, roles));
        }
        return measures;
    }

    private void reportBlankCells(MeasureRow row) {
        for (List<Line> lines : row.unitLines()) {
            if (lines.isEmpty()) {
                findings.add(Kind.BLANK_CELL, row.place(), row.row().line(), "", "按“—”（无）读取。");
            }
        }
    }

    private MeasureDraft measure(
            MeasureRow row, @Nullable MeasureRow above, List<MeasureDraft> measures, RoleReader.Reading roles) {
        String text = row.text().paragraphs();
        int textLine = row.text().line();
        String deadlineText = row.deadline() == null ? "" : row.deadline().joined();
        DeadlineText deadline = DeadlineText.parse(deadlineText, year).orElse(null);
        DeadlineBasis basis = DeadlineBasis.EXPLICIT;
        String reason = roles.confirmationReason();
        if (deadline == null) {
            boolean inherits = deadlineText.isEmpty()
                    && above != null
                    && above.taskItem().no() == row.taskItem().no();
            MeasureDraft source = inherits ? measures.get(measures.size() - 1) : null;
            if (source != null && (source.deadline() != null || source.ongoing())) {
                deadline = new DeadlineText(source.deadline(), source.ongoing());
                basis = DeadlineBasis.INHERITED;
                String words = source.ongoing() ? "持续推进" : source.deadline() + "前";
                findings.add(
                        Kind.INHERITED_DEADLINE, row.place(), textLine, "", "单元格已合并，沿用同一任务上一行的完成时限（" + words + "）。");
            } else {
                String reading =
                        deadlineText.isEmpty() ? "完成时限空白，上一行也没有可沿用的时限，请填写。" : "不认识完成时限“" + deadlineText + "”，请填写日期。";
                findings.add(Kind.UNKNOWN_DEADLINE, row.place(), textLine, deadlineText, reading);
                reason += reading;
            }
        }
        List<OwnDate> ownDates = DeadlineText.ownDates(text);
        ownDates.forEach(date -> findings.add(
                Kind.OWN_DATE,
                row.place(),
                textLine,
                date.sourceText(),
                "除完成时限外，每年" + date.monthDay().getMonthValue() + "月"
                        + date.monthDay().getDayOfMonth() + "日前另有一项要求。"));
        IndicatorReader.Reading indicators = IndicatorReader.read(text);
        indicators
                .others()
                .forEach(other ->
                        findings.add(Kind.NOT_A_TARGET, row.place(), textLine, other.printed(), other.reason()));
        TaskItemDraft task = row.taskItem();
        return new MeasureDraft(
                row.key(),
                task.no(),
                row.ordinal(),
                measures.size() + 1,
                task.part(),
                task.section(),
                task.title(),
                text,
                deadlineText,
                deadline == null ? null : deadline.date(),
                basis,
                deadline != null && deadline.ongoing(),
                ownDates,
                row.rawCells(),
                roles.roles(),
                !reason.isEmpty(),
                reason,
                indicators.indicators());
    }
}
