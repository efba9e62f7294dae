package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.greenplan.LibreOffice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program than ours opens the pack's table and document. */
class PackOfficeTest {

    @TempDir
    private Path folder;

    private LibreOffice office;

    @BeforeEach
    void find() {
        office = LibreOffice.requireOrSkip(folder, "the pack as another program reads it");
    }

    @Test
    @DisplayName("LibreOffice打开表格和总结材料，内容一样")
    void packOpenedByLibreOffice_saysTheSame() throws Exception {
        Map<String, byte[]> pack =
                PackWriterTest.opened(PackWriterTest.pack(PackWriterTest.content(Track.TWO_MOUNTAINS_BASE)));

        byte[] table = office.converted(pack.get(PackWriter.TABLE), "xlsx", "xlsx");
        byte[] document = office.converted(pack.get(PackWriter.DOCUMENT), "docx", "docx");

        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(table))) {
            List<String> cells = new ArrayList<>();
            read.getSheetAt(0)
                    .forEach(row -> row.forEach(cell -> cells.add(new DataFormatter().formatCellValue(cell))));
            assertThat(cells)
                    .contains("城镇污水处理率", "96.20", "不适用", "未报")
                    .anyMatch(cell -> cell.startsWith("区农业农村局：=cmd|"));
        }
        try (XWPFDocument read = new XWPFDocument(new ByteArrayInputStream(document))) {
            assertThat(read.getParagraphs())
                    .extracting(paragraph -> paragraph.getText())
                    .contains("区文化和旅游局", "第二段。", "典型案例：某村", "局领导审签：郝国栋 2027-05-18 10:20");
        }
    }
}
