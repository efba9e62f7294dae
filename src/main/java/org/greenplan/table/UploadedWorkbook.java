package org.greenplan.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.task.RuleViolation;

/** An upload, sheet by sheet and cell by cell; its file is closed again. */
record UploadedWorkbook(List<UploadedSheet> sheets) {

    /** Greatest size of an upload, in bytes: 10 MB. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    UploadedWorkbook {
        sheets = List.copyOf(sheets);
    }

    /** @throws RuleViolation when it is no workbook of the format .xlsx, or one that cannot be trusted */
    static UploadedWorkbook read(InputStream upload) throws IOException {
        byte[] file = upload.readNBytes(MAX_BYTES + 1);
        if (file.length > MAX_BYTES) {
            throw refused("workbook-too-large", "文件超过10MB，不是本系统导出的表格；请重新导出表格，只在白色单元格填写文字和数字后上传。");
        }
        refuseOtherFormats(file);
        try (OPCPackage parts = OPCPackage.open(UnpackedParts.of(file));
                XSSFWorkbook workbook = new XSSFWorkbook(parts)) {
            if (workbook.isMacroEnabled()) {
                throw refused("workbook-with-macros", "文件带有宏，请另存为“Excel工作簿（*.xlsx）”后再上传。");
            }
            return new UploadedWorkbook(sheets(workbook));
        } catch (RuleViolation refused) {
            throw refused;
        } catch (IOException | InvalidFormatException | RuntimeException unreadable) {
            // POI answers a broken workbook with many kinds of runtime exceptions.
            throw refused("workbook-unreadable", "文件已损坏或不是标准的Excel工作簿，请用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”后再上传。");
        }
    }

    Optional<UploadedSheet> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.name().equals(name)).findFirst();
    }

    private static void refuseOtherFormats(byte[] file) {
        switch (FileMagic.valueOf(file)) {
            case OOXML -> {}
            case OLE2 -> {
                if (isEncrypted(file)) {
                    throw refused("workbook-encrypted", "文件设有打开密码，请取消密码后另存为“Excel工作簿（*.xlsx）”再上传。");
                }
                throw refused("workbook-not-xlsx", "文件是旧格式（.xls或.et），请另存为“Excel工作簿（*.xlsx）”后再上传。");
            }
            default ->
                throw refused(
                        "workbook-not-xlsx",
                        "文件不是Excel工作簿（*.xlsx），请上传本系统导出的表格；csv等其他格式请先另存为“Excel工作簿（*.xlsx）”，内容填到导出的表格里。");
        }
    }

    private static boolean isEncrypted(byte[] file) {
        try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            return container.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private static List<UploadedSheet> sheets(XSSFWorkbook workbook) {
        List<UploadedSheet> sheets = new ArrayList<>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            Sheet sheet = workbook.getSheetAt(i);
            sheets.add(new UploadedSheet(
                    sheet.getSheetName(),
                    workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE,
                    cells(sheet),
                    sheet.getMergedRegions()));
        }
        return sheets;
    }

    private static SortedMap<CellAddress, UploadedCell> cells(Sheet sheet) {
        SortedMap<CellAddress, UploadedCell> cells = new TreeMap<>();
        for (Row row : sheet) {
            for (Cell cell : row) {
                String text = CellText.of((XSSFCell) cell);
                boolean formula = CellText.isFormula(cell);
                if (formula || !text.isEmpty()) {
                    cells.put(cell.getAddress(), new UploadedCell(text, formula, CellText.isError(cell)));
                }
            }
        }
        return cells;
    }

    private static RuleViolation refused(String code, String message) {
        return RuleViolation.of(null, code, message);
    }
}
