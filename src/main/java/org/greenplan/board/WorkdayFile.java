package org.greenplan.board;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.greenplan.calendar.WorkdayCsv;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** An uploaded table of working days. */
final class WorkdayFile {

    /** Days of some sixty years. */
    private static final int MOST_DAYS = 2000;

    private static final Entrance ENTRANCE = new Entrance("file", 1, MOST_DAYS, 4, "不像是工作日表，请检查是否选错了文件。");

    private WorkdayFile() {}

    /** The days, or in Chinese what is wrong with the file or its lines. */
    static WorkdayCsv.Result read(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return refused("请先选择一个CSV文件；所选的文件是空的或没有选择文件。");
        }
        byte[] bytes = file.getBytes();
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            return refused("这是Excel工作簿，请在Excel中“另存为”CSV文件后再选择。");
        }
        try {
            return read(UploadedTable.text(bytes, ENTRANCE));
        } catch (RuleViolation unreadable) {
            return refused(unreadable.getMessage());
        }
    }

    static WorkdayCsv.Result read(String text) {
        if (text.lines()
                .filter(line -> !line.isBlank())
                .skip(MOST_DAYS + 1L)
                .findAny()
                .isPresent()) {
            return refused("文件超过%d天；%s".formatted(MOST_DAYS, ENTRANCE.advice()));
        }
        try {
            WorkdayCsv.Result read = WorkdayCsv.read(new StringReader(text));
            return read.days().isEmpty() && read.problems().isEmpty() ? refused("文件里只有表头，没有日期。") : read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkdayCsv.Result refused(String problem) {
        return new WorkdayCsv.Result(List.of(), List.of(problem));
    }
}
