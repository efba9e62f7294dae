package org.greenplan.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table as a CSV file to download. */
public final class CsvAnswer {

    /** Excel takes a file for UTF-8 only with this. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvAnswer() {}

    public static ResponseEntity<String> of(String fileName, List<List<String>> rows) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(BYTE_ORDER_MARK + CsvTable.write(rows));
    }
}
