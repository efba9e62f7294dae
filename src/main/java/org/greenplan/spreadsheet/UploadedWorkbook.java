package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.poi.EmptyFileException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.greenplan.task.RuleViolation;

/** An .xlsx that came in, sheet by sheet and cell by cell; its file is closed again. */
public record UploadedWorkbook(List<UploadedSheet> sheets) {

    /** What waits on disk is called so; who removes what a killed process left behind knows it by that. */
    private static final String PREFIX = "greenplan-workbook-";

    /** So many are unfolded at once, so that many small uploads do not take the memory that one may take. */
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private static final int LONGEST_WAIT_SECONDS = 20;

    public UploadedWorkbook {
        sheets = List.copyOf(sheets);
    }

    /** @throws RuleViolation when it is no workbook of the format .xlsx, too much, or one that cannot be trusted */
    public static UploadedWorkbook read(InputStream upload, Entrance entrance) throws IOException {
        Path file = Files.createTempFile(PREFIX, ".part");
        try {
            spool(upload, file, entrance);
            return read(file, entrance);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    public Optional<UploadedSheet> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.name().equals(name)).findFirst();
    }

    private static void spool(InputStream upload, Path file, Entrance entrance) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                size += read;
                if (size > entrance.bytes()) {
                    throw entrance.tooManyBytes();
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static UploadedWorkbook read(Path file, Entrance entrance) throws IOException {
        refuseOtherFormats(file, entrance);
        try {
            if (!AT_ONCE.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw RuleViolation.unavailable("workbook-busy", "现在上传表格的人较多，请过一分钟再上传一次。");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RuleViolation.unavailable("workbook-busy", "系统正在停止，请过几分钟再上传一次。");
        }
        try (InputStream in = Files.newInputStream(file);
                OPCPackage parts = OPCPackage.open(UnpackedParts.of(in, entrance))) {
            return new UploadedWorkbook(new WorkbookParts(parts, entrance).sheets());
        } catch (RuleViolation refused) {
            throw refused;
        } catch (IOException | InvalidFormatException | RuntimeException unreadable) {
            // POI answers a broken package with many kinds of runtime exceptions.
            throw entrance.refused(
                    "workbook-unreadable", "文件已损坏或不是标准的Excel工作簿，请用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”后再上传。");
        } finally {
            AT_ONCE.release();
        }
    }

    private static void refuseOtherFormats(Path file, Entrance entrance) throws IOException {
        FileMagic format = FileMagic.UNKNOWN;
        try (InputStream in = FileMagic.prepareToCheckMagic(Files.newInputStream(file))) {
            format = FileMagic.valueOf(in);
        } catch (EmptyFileException empty) {
            // said below, as of any other file that is no workbook
        }
        switch (format) {
            case OOXML -> {}
            case OLE2 -> {
                if (isEncrypted(file)) {
                    throw entrance.refused("workbook-encrypted", "文件设有打开密码，请取消密码后另存为“Excel工作簿（*.xlsx）”再上传。");
                }
                throw entrance.refused("workbook-not-xlsx", "文件不是.xlsx（像是旧格式的.xls或.et），请另存为“Excel工作簿（*.xlsx）”后再上传。");
            }
            default ->
                throw entrance.refused(
                        "workbook-not-xlsx", "文件不是Excel工作簿（*.xlsx），请用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”后再上传。");
        }
    }

    private static boolean isEncrypted(Path file) {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            return container.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }
}
