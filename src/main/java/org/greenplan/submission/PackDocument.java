package org.greenplan.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.greenplan.calendar.Times;
import org.greenplan.spreadsheet.CellText;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** The pack's document: the counts, what needs an explanation, what the units wrote, and a short table. */
final class PackDocument {

    private static final String BODY = "仿宋";
    private static final String HEAD = "黑体";
    private static final String HEADING = "Heading";
    private static final int TEXT_SIZE = 16;
    private static final int TABLE_SIZE = 11;
    private static final int TITLE_SIZE = 22;
    /** Twentieths of a point: A4 and the margins of official papers. */
    private static final int[] PAGE = {11906, 16838};

    private static final int[] MARGINS = {2098, 1474, 1984, 1587};

    /** Of the table's columns. */
    private static final List<String> WIDTHS = List.of("8%", "36%", "14%", "14%", "16%", "12%");

    private final SubmissionContent content;
    private final XWPFDocument document;

    private PackDocument(SubmissionContent content, XWPFDocument document) {
        this.content = content;
        this.document = document;
    }

    static void write(SubmissionContent content, PackWriter.Meta meta, OutputStream out) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            PackStyles.dated(document.getProperties(), meta.made());
            new PackDocument(content, document).write(meta);
            document.write(out);
        }
    }

    private void write(PackWriter.Meta meta) {
        setUp();
        XWPFParagraph title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        XWPFRun first = run(title, content.trackOf().label(), HEAD, TITLE_SIZE);
        first.setBold(true);
        first.addBreak();
        run(title, "%d年度%s报告".formatted(content.dataYear(), content.trackOf().subject()), HEAD, TITLE_SIZE)
                .setBold(true);
        XWPFParagraph made = document.createParagraph();
        made.setAlignment(ParagraphAlignment.CENTER);
        run(
                made,
                "（%d年报送，第%d版，%s编制%s）"
                        .formatted(
                                content.submissionYear(),
                                meta.version(),
                                Times.minute(meta.made()),
                                content.sample() ? "；示例目录，待核定" : ""),
                BODY,
                TABLE_SIZE);
        heading("一、总体情况", 1);
        counts();
        if (content.trackOf() == Track.TWO_MOUNTAINS_BASE) {
            heading("二、各单位工作进展", 1);
            content.chapters().forEach(this::chapter);
            if (content.chapters().isEmpty()) {
                paragraph("无。");
            }
        } else {
            heading("二、未达标和数据未出的指标", 1);
            explained();
        }
        heading("三、指标情况", 1);
        table();
        meta.signatures().forEach(this::paragraph);
    }

    private void counts() {
        Completeness count = Completeness.of(content);
        paragraph("目录共%d项指标，其中适用%d项，不适用%d项。适用指标已报%d项，未报%d项。按分项计，达标%d个，未达标%d个，数据未出%d个。"
                .formatted(
                        content.items().size(),
                        count.applicable(),
                        content.items().size() - count.applicable(),
                        count.answered(),
                        count.missing(),
                        count.attained(),
                        count.notAttained(),
                        count.pending()));
        if (content.incompleteReason() != null) {
            paragraph("需要说明的是：" + content.incompleteReason());
        }
    }

    private void explained() {
        List<SubmissionContent.Item> items = content.items().stream()
                .filter(item -> item.applies()
                        && (item.sources().isEmpty()
                                || !item.silent().isEmpty()
                                || item.parts().stream().anyMatch(PackDocument::needsExplanation)))
                .toList();
        if (items.isEmpty()) {
            paragraph("无。");
        }
        for (SubmissionContent.Item item : items) {
            heading(item.number() + ". " + item.name(), 2);
            if (item.sources().isEmpty()) {
                paragraph("未报。");
            } else if (!item.silent().isEmpty()) {
                paragraph(String.join("、", item.silent()) + "未报。");
            }
            item.parts().stream()
                    .filter(part -> !item.sources().isEmpty() && needsExplanation(part))
                    .forEach(part -> paragraph("%s目标%s，本年%s，%s。"
                            .formatted(
                                    part.name().isEmpty() ? "" : part.printedName() + "：",
                                    part.target(),
                                    part.state() == DataState.PENDING ? "数据未出" : part.thisYear() + part.unit(),
                                    Objects.requireNonNull(part.attained()).label())));
            item.sources().stream()
                    .filter(source -> !source.explanation().isEmpty())
                    .forEach(source -> paragraph(source.unitName() + "：" + source.explanation()));
        }
    }

    private static boolean needsExplanation(SubmissionContent.Part part) {
        return part.attained() == Attained.NO || part.state() == DataState.PENDING && part.attained() != null;
    }

    private void chapter(SubmissionContent.Chapter chapter) {
        heading(chapter.unitName(), 2);
        chapter.narrative().lines().filter(line -> !line.isBlank()).forEach(this::paragraph);
        for (SubmissionContent.Case one : chapter.cases()) {
            heading("典型案例：" + one.title(), 3);
            one.text().lines().filter(line -> !line.isBlank()).forEach(this::paragraph);
        }
    }

    private void table() {
        List<String> head = List.of("编号", "指标", "上年值", "本年值", "目标", "是否达标");
        XWPFTable table = document.createTable(1, head.size());
        table.setWidth("100%");
        for (int i = 0; i < head.size(); i++) {
            cell(table.getRow(0).getCell(i), head.get(i), true);
            table.getRow(0).getCell(i).setWidth(WIDTHS.get(i));
        }
        table.getRow(0).setRepeatHeader(true);
        for (SubmissionContent.Item item : content.items()) {
            for (SubmissionContent.Part part : item.parts()) {
                boolean applies = item.applies() && !part.inapplicable();
                boolean none = !applies || item.sources(part).isEmpty();
                List<String> row = List.of(
                        item.number(),
                        item.name()
                                + (part.name().isEmpty() ? "" : "：" + part.printedName())
                                + (part.unit().isEmpty() ? "" : "（" + part.unit() + "）"),
                        part.lastYear(),
                        !applies ? "不适用" : none ? "未报" : part.state() == DataState.PENDING ? "数据未出" : part.thisYear(),
                        part.target(),
                        none || part.attained() == null ? "" : part.attained().label());
                var added = table.createRow();
                for (int i = 0; i < row.size(); i++) {
                    cell(added.getCell(i), row.get(i), false);
                }
            }
        }
        document.createParagraph();
    }

    private static void cell(XWPFTableCell cell, String text, boolean bold) {
        run(cell.getParagraphs().get(0), text, BODY, TABLE_SIZE).setBold(bold);
    }

    private void heading(String text, int level) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setStyle(HEADING + level);
        run(paragraph, text, HEAD, TEXT_SIZE).setBold(level > 1);
    }

    private void paragraph(String text) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setIndentationFirstLine(2 * TEXT_SIZE * 20);
        paragraph.setSpacingBetween(1.5);
        run(paragraph, text, BODY, TEXT_SIZE);
    }

    private static XWPFRun run(XWPFParagraph paragraph, String text, String font, int size) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily(font, XWPFRun.FontCharRange.ascii);
        run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
        run.setFontFamily(font, XWPFRun.FontCharRange.hAnsi);
        run.setFontSize(size);
        run.setText(CellText.clean(text));
        return run;
    }

    private void setUp() {
        for (int level = 1; level <= 3; level++) {
            CTStyle style = CTStyle.Factory.newInstance();
            style.setStyleId(HEADING + level);
            style.addNewName().setVal("heading " + level);
            style.addNewQFormat();
            style.addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1L));
            XWPFStyle added = new XWPFStyle(style);
            added.setType(STStyleType.PARAGRAPH);
            document.createStyles().addStyle(added);
        }
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE[0]));
        size.setH(BigInteger.valueOf(PAGE[1]));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(MARGINS[0]));
        margins.setRight(BigInteger.valueOf(MARGINS[1]));
        margins.setBottom(BigInteger.valueOf(MARGINS[2]));
        margins.setLeft(BigInteger.valueOf(MARGINS[3]));
        XWPFParagraph footer = document.createHeaderFooterPolicy()
                .createFooter(XWPFHeaderFooterPolicy.DEFAULT)
                .createParagraph();
        footer.setAlignment(ParagraphAlignment.CENTER);
        footer.getCTP().addNewFldSimple().setInstr("PAGE");
    }
}
