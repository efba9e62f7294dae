package org.greenplan.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.calendar.Times;
import org.greenplan.spreadsheet.CellText;
import org.greenplan.spreadsheet.TextHeight;

/** The pack's workbook: every item in the catalogue's order, a row for each of its parts. */
final class PackTable {

    /** A column, its width in characters, and when the parts of an item share its cell. */
    private record Column(String heading, int width, Shared shared) {}

    private enum Shared {
        ALWAYS,
        /** Where the same units supply all parts. */
        WITH_SUPPLIERS,
        NEVER
    }

    private static final int HEADING = 2;
    private static final int CHARACTER = 256;
    private static final float LINE = 15f;
    private static final float HIGHEST = 409f;
    private static final int LONGEST = 32_000;
    /** In inches. */
    private static final double MARGIN = 0.4;
    /** More digits than a spreadsheet keeps. */
    private static final int DIGITS = 15;

    private final SubmissionContent content;
    private final PackStyles styles;
    private final XSSFSheet sheet;
    private final List<PackNames.Entry> names;
    private final List<Column> columns;

    private PackTable(SubmissionContent content, XSSFWorkbook workbook) {
        this.content = content;
        this.styles = new PackStyles(workbook);
        this.sheet = workbook.createSheet("指标达标情况");
        this.names = PackNames.of(content);
        this.columns = List.of(
                new Column("编号", 5, Shared.ALWAYS),
                new Column("领域", 8, Shared.ALWAYS),
                new Column("任务", 10, Shared.ALWAYS),
                new Column("指标", 16, Shared.ALWAYS),
                new Column("分项", 14, Shared.NEVER),
                new Column("单位", 8, Shared.NEVER),
                new Column("上年值\n（" + (content.dataYear() - 1) + "年）", 11, Shared.NEVER),
                new Column("本年值\n（" + content.dataYear() + "年）", 11, Shared.NEVER),
                new Column("目标", 15, Shared.NEVER),
                new Column("是否达标", 9, Shared.NEVER),
                new Column("数据状态", 9, Shared.NEVER),
                new Column("属性", 7, Shared.ALWAYS),
                new Column("提供单位", 13, Shared.WITH_SUPPLIERS),
                new Column("数据来源及截至日期", 17, Shared.WITH_SUPPLIERS),
                new Column("说明", 20, Shared.WITH_SUPPLIERS),
                new Column("佐证材料", 18, Shared.WITH_SUPPLIERS));
    }

    static void write(SubmissionContent content, PackWriter.Meta meta, OutputStream out) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            PackStyles.dated(workbook.getProperties(), meta.made());
            new PackTable(content, workbook).write();
            workbook.write(out);
        }
    }

    private void write() {
        text(
                        0,
                        "%s%d年度%s"
                                .formatted(
                                        content.trackOf().label(),
                                        content.dataYear(),
                                        content.trackOf().subject()))
                .setCellStyle(styles.title());
        text(1, "数据年度：%d年　报送年度：%d年".formatted(content.dataYear(), content.submissionYear()))
                .setCellStyle(styles.plain());
        XSSFRow heading = sheet.createRow(HEADING);
        heading.setHeightInPoints(2 * LINE + 4);
        for (int at = 0; at < columns.size(); at++) {
            sheet.setColumnWidth(at, columns.get(at).width() * CHARACTER);
            XSSFCell cell = heading.createCell(at);
            cell.setCellValue(columns.get(at).heading());
            cell.setCellStyle(styles.heading());
        }
        content.items().forEach(this::write);
        setUpPages();
    }

    private XSSFCell text(int row, String text) {
        XSSFCell cell = sheet.createRow(row).createCell(0);
        cell.setCellValue(CellText.clean(text));
        return cell;
    }

    private void write(SubmissionContent.Item item) {
        int first = sheet.getLastRowNum() + 1;
        boolean oneSupply = item.parts().stream().allMatch(part -> part.units().isEmpty());
        List<Boolean> shared = columns.stream()
                .map(column ->
                        column.shared() == Shared.ALWAYS || column.shared() == Shared.WITH_SUPPLIERS && oneSupply)
                .toList();
        List<List<String>> rows =
                item.parts().stream().map(part -> cells(item, part)).toList();
        float[] heights = new float[rows.size()];
        float sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            XSSFRow row = sheet.createRow(first + i);
            heights[i] = LINE;
            for (int at = 0; at < columns.size(); at++) {
                String text = rows.get(i).get(at);
                write(
                        row.createCell(at),
                        i == 0 || !shared.get(at) ? text : "",
                        applies(item, item.parts().get(i)));
                if (!shared.get(at)) {
                    heights[i] = Math.max(heights[i], height(text, at));
                }
            }
            sum += heights[i];
        }
        float needed = 0;
        for (int at = 0; at < columns.size(); at++) {
            needed = Math.max(needed, shared.get(at) ? height(rows.get(0).get(at), at) : 0);
        }
        for (int i = 0; i < heights.length; i++) {
            float height = heights[i] + Math.max(0, needed - sum) / heights.length + 4;
            sheet.getRow(first + i).setHeightInPoints(Math.min(height, HIGHEST));
        }
        for (int at = 0; rows.size() > 1 && at < columns.size(); at++) {
            if (shared.get(at)) {
                sheet.addMergedRegion(new CellRangeAddress(first, first + rows.size() - 1, at, at));
            }
        }
    }

    private float height(String text, int column) {
        return LINE * TextHeight.lines(text, columns.get(column).width());
    }

    private static boolean applies(SubmissionContent.Item item, SubmissionContent.Part part) {
        return item.applies() && !part.inapplicable();
    }

    private List<String> cells(SubmissionContent.Item item, SubmissionContent.Part part) {
        List<String> cells = new ArrayList<>(List.of(
                item.number(),
                item.domain(),
                item.task(),
                item.name(),
                part.printedName(),
                part.unit(),
                part.lastYear()));
        boolean applies = applies(item, part);
        List<SubmissionContent.Source> sources = applies ? item.sources(part) : List.of();
        boolean none = sources.isEmpty();
        cells.add(!applies ? "不适用" : none ? "未报" : part.thisYear());
        cells.add(part.target());
        cells.add(none || part.attained() == null ? "" : part.attained().label());
        cells.add(none || part.state() == null ? "" : part.state().label());
        cells.add(item.attribute());
        cells.add(lines(sources, SubmissionContent.Source::unitName, false));
        cells.add(lines(sources, PackTable::origin, true));
        cells.add(lines(sources, SubmissionContent.Source::explanation, true));
        cells.add(names.stream()
                .filter(entry -> entry.item().equals(item.number()))
                .filter(entry -> sources.stream()
                        .flatMap(source -> source.evidence().stream())
                        .anyMatch(file -> file.id().equals(entry.file().id())))
                .map(PackNames.Entry::name)
                .collect(Collectors.joining("\n")));
        return cells;
    }

    private static String origin(SubmissionContent.Source source) {
        return source.origin() + (source.asOf() == null ? "" : "（截至" + Times.day(source.asOf()) + "）");
    }

    /** A line for each unit; with its name where there are several. */
    private static String lines(
            List<SubmissionContent.Source> sources, Function<SubmissionContent.Source, String> text, boolean named) {
        boolean several = named && sources.size() > 1;
        return sources.stream()
                .filter(source -> !text.apply(source).isEmpty())
                .map(source -> (several ? source.unitName() + "：" : "") + text.apply(source))
                .collect(Collectors.joining("\n"));
    }

    private void write(XSSFCell cell, String given, boolean applies) {
        String text = CellText.clean(given);
        if (text.length() > LONGEST) {
            text = CellText.start(text, LONGEST) + "…（全文见总结材料）";
        }
        cell.setCellStyle(styles.cell(applies));
        if (isFigure(text)) {
            BigDecimal number = new BigDecimal(text);
            cell.setCellValue(number.doubleValue());
            cell.setCellStyle(styles.number(Math.max(0, number.scale()), applies));
        } else if (!text.isEmpty()) {
            cell.setCellValue(text);
            if (CellText.looksLikeAFormula(text)) {
                cell.setCellStyle(styles.quoted(applies));
            }
        }
    }

    /** A plain decimal that a spreadsheet shows as it is written; a number that begins with a zero is a name. */
    private static boolean isFigure(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")
                && new BigDecimal(text).precision() <= DIGITS
                && text.length() <= DIGITS + 2;
    }

    private void setUpPages() {
        sheet.createFreezePane(4, HEADING + 1);
        sheet.setRepeatingRows(new CellRangeAddress(HEADING, HEADING, -1, -1));
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
        PrintSetup page = sheet.getPrintSetup();
        page.setPaperSize(PrintSetup.A4_PAPERSIZE);
        page.setLandscape(true);
        page.setFitWidth((short) 1);
        page.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, MARGIN);
        sheet.setMargin(PageMargin.RIGHT, MARGIN);
        sheet.setHorizontallyCenter(true);
        sheet.getFooter().setCenter("第&P页，共&N页");
    }
}
