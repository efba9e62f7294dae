package org.greenplan.submission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A table of the kind in force since 2024, as people make it of the printed one: titles above, 序号, 指标名称 over two columns,
 * merged cells, line ends amid words, a heading repeated by a page break, a note below.
 */
final class NationalTable {

    static final int HEADING = 2;

    private static final String[] HEAD = {
        "领域", "任务", "序号", "指标名称", "", "单位", "指标值", "指标属性", "提供单位", "指标解释", "计算公式", "数据来源"
    };
    private static final int NAME = 3;

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final XSSFSheet sheet = workbook.createSheet("指标");
    private int row = HEADING;

    private NationalTable() {
        set(sheet.createRow(0), 0, "附件2");
        set(sheet.createRow(1), 0, "生态文明建设示范区建设指标");
        merge(1, 1, 0, HEAD.length - 1);
        head();
    }

    private void head() {
        XSSFRow heading = sheet.createRow(row);
        for (int i = 0; i < HEAD.length; i++) {
            set(heading, i, HEAD[i]);
        }
        merge(row, row, NAME, NAME + 1);
        row++;
    }

    /** An item with one value; its name spreads over two columns. */
    private NationalTable single(String number, String name, String unit, String target, String units) {
        XSSFRow line = line(number, name, "", unit, target, units);
        merge(line.getRowNum(), line.getRowNum(), NAME, NAME + 1);
        return this;
    }

    /** @param parts name, unit, target, suppliers of each; suppliers empty for all but the first: merged */
    private NationalTable compound(String number, String name, String[]... parts) {
        int first = row;
        boolean oneSupply = parts[1][3].isEmpty();
        for (int i = 0; i < parts.length; i++) {
            line(i == 0 ? number : "", i == 0 ? name : "", parts[i][0], parts[i][1], parts[i][2], parts[i][3]);
        }
        for (int column : new int[] {2, NAME, 7}) {
            merge(first, row - 1, column, column);
        }
        if (oneSupply) {
            merge(first, row - 1, 8, 8);
        }
        return this;
    }

    private XSSFRow line(String number, String name, String part, String unit, String target, String units) {
        XSSFRow line = sheet.createRow(row++);
        String[] cells = {"", "", number, name, part, unit, target, number.isEmpty() ? "" : "约束性", units};
        for (int i = 0; i < cells.length; i++) {
            set(line, i, cells[i]);
        }
        return line;
    }

    private static void set(XSSFRow line, int column, String text) {
        if (!text.isEmpty()) {
            line.createCell(column).setCellValue(text);
        }
    }

    private void merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {
        sheet.addMergedRegion(new CellRangeAddress(firstRow, lastRow, firstColumn, lastColumn));
    }

    private byte[] bytes() {
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] workbook() {
        return workbook("区发展改革委");
    }

    /** @param devreform how the table names 区发展改革委 */
    static byte[] workbook(String devreform) {
        NationalTable table = new NationalTable();
        int first = table.row;
        table.single("1.", "生态文明建设工作占党政实绩考核的比例", "%", "≥２０", "区生态环境局")
                .compound(
                        "2.",
                        "环境空气质量",
                        new String[] {"优良天数比\n例", "%", "完成上级规定的\n考核任务，且≥90\n或持续提高", "区生态环境局"},
                        new String[] {"PM2.5浓度", "μg/m3", "完成上级规定的\n考核任务，且≤25\n或持续下降", ""})
                .compound(
                        "3.",
                        "水环境质量",
                        new String[] {"地表水达到或好于Ⅲ类水体比例", "%", "完成上级规定的考核任务，保持稳定或持续改善", "区生态环境局"},
                        new String[] {"集中式饮用水水源水质达到或优于Ⅲ类比例", "%", "100", "区水务局"},
                        new String[] {"近岸海域水质优良（一、二类）比例*", "%", "完成上级规定的考核任务", "区生态环境局"});
        table.sheet.getRow(first).createCell(9).setCellValue("考核中生态文明建设工作所占的分值。\n按年度考核办法计。");
        table.sheet.getRow(first).createCell(10).setCellValue("生态文明分值÷总分值×100%");
        table.sheet.getRow(first).createCell(11).setCellValue("组织部门");
        set(table.sheet.getRow(first), 0, "生态安全");
        set(table.sheet.getRow(first), 1, "（一）目标责任落实");
        table.merge(first, table.row - 1, 0, 0);
        table.merge(first, table.row - 1, 1, 1);
        table.head();
        table.compound("4.", "区域生态保护监管", new String[] {"生态质量指数（EQI）", "-", "△EQI>-1", "区生态环境局"}, new String[] {
                    "生态保护红线", "—", "生态功能不降低、\n性质不改变", ""
                })
                .single("5.", "受污染耕地安全利用率*", "%", "≥93", "区农业农村局")
                .single("6.", "非化石能源占能源消费总量比重", "%", "≥25或持续提高", devreform);
        set(table.sheet.createRow(table.row), 0, "注：标“*”的指标，没有相应内容的地区不考核。");
        table.merge(table.row, table.row, 0, HEAD.length - 1);
        return table.bytes();
    }
}
