package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.greenplan.LibreOffice;
import org.greenplan.spreadsheet.CellText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program than ours opens the workbook and saves it. */
class WorkbookLibreOfficeTest {

    private static final String AWKWARD = "=1+1\n<script>alert(1)</script>\n\n_x0041_ 🚰𠮷 “引号”\t制表";

    @TempDir
    private Path folder;

    private LibreOffice office;

    @BeforeEach
    void find() {
        office = LibreOffice.requireOrSkip(folder, "the workbook as another program saves it");
    }

    @Test
    @DisplayName("LibreOffice另存后，没填的没有改动，填了的都在")
    void workbookSavedByLibreOffice_saysTheSame() throws Exception {
        WorkbookSheet sheet = WorkbookExamples.sheet(
                WorkbookExamples.first(WorkbookExamples.with(WorkbookExamples.whole(), "problems", AWKWARD)),
                WorkbookExamples.second(Map.of("narrative", "水".repeat(4000))));
        byte[] exported = WorkbookExamples.export(sheet);

        WorkbookReading untouched = WorkbookExamples.read(saved(exported), sheet);

        assertThat(untouched).isEqualTo(new WorkbookReading(List.of(), List.of(), Map.of()));

        byte[] filled = WorkbookExamples.edited(exported, workbook -> {
            XSSFSheet reports = workbook.getSheet(WorkbookExamples.REPORTS);
            WorkbookExamples.fill(reports, "G5", "滞后", "H5", "一是。\n二是。", "J5", CellText.escaped(AWKWARD));
            WorkbookExamples.fill(reports, "O5", "000123", "P5", "2026年11月20日");
            WorkbookExamples.number(WorkbookExamples.cell(reports, "I5"), 0.35, "0%");
            XSSFSheet indicators = workbook.getSheet(WorkbookExamples.INDICATORS);
            WorkbookExamples.fill(indicators, "E4", "1,200.5", "F4", "", "G4", "核定");
        });

        WorkbookReading reading = WorkbookExamples.read(saved(filled), sheet);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.drafts().get(WorkbookExamples.SECOND))
                .isEqualTo(Map.of(
                        "state", "lagging",
                        "narrative", "一是。\n二是。",
                        "percent", 35,
                        "problems", AWKWARD,
                        "elsewhere", true,
                        "elsewhereSystem", "",
                        "elsewhereNumber", "000123",
                        "elsewhereDate", "2026-11-20"));
        assertThat(reading.drafts().get(WorkbookExamples.FIRST).get("values"))
                .isEqualTo(List.of(
                        Map.of("indicatorId", 71, "amount", "1200.5", "asOf", "", "quality", "final"),
                        Map.of("indicatorId", 72, "amount", "98.6", "asOf", "2026-09-30", "quality", "final")));
    }

    private byte[] saved(byte[] file) throws IOException, InterruptedException {
        return office.converted(file, "xlsx", "xlsx");
    }
}
