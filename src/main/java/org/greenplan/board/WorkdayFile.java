package org.greenplan.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.greenplan.calendar.WorkdayCsv;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** An uploaded table of working days: UTF-8, else GBK, which is what Excel in China saves. */
final class WorkdayFile {

    static final int MOST_BYTES = 1024 * 1024;

    private static final Charset GBK = Charset.forName("GB18030");

    private WorkdayFile() {}

    /** The days, or in Chinese what is wrong with the file or its lines. */
    static WorkdayCsv.Result read(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return refused("请先选择一个CSV文件；所选的文件是空的或没有选择文件。");
        }
        if (file.getSize() > MOST_BYTES) {
            return refused("文件超过1MB，不像是工作日表，请检查是否选错了文件。");
        }
        byte[] bytes;
        try (InputStream in = file.getInputStream()) {
            bytes = in.readAllBytes();
        }
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            return refused("这是Excel工作簿，请在Excel中“另存为”CSV文件后再选择。");
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            try {
                return read(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            } catch (CharacterCodingException other) {
                // the next one
            }
        }
        return refused("文件的编码无法识别，请在Excel中“另存为”，类型选“CSV UTF-8（逗号分隔）”。");
    }

    static WorkdayCsv.Result read(String text) {
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
