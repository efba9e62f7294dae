package org.greenplan.file;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.greenplan.task.RuleViolation;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** Files over HTTP. The file itself is the body, both ways, so that it streams and shows its progress. */
public final class FileTransfer {

    /** How many times the allowed size of a refused file is read, so that whoever sends it gets to read why. */
    private static final int READ_OUT = 10;

    private FileTransfer() {}

    /** What is done with a file that comes in. */
    @FunctionalInterface
    interface Receiver<T> {

        /** @param declaredSize in bytes, negative when the client did not say */
        T receive(long declaredSize, InputStream body) throws IOException;
    }

    /** @throws RuleViolation when the body is a form, or the receiver refuses it */
    static <T> T receive(HttpServletRequest request, Receiver<T> receiver) throws IOException {
        String sent = String.valueOf(request.getContentType());
        if (sent.startsWith("multipart/") || sent.startsWith("application/x-www-form-urlencoded")) {
            throw RuleViolation.of(
                    FileDetector.FIELD,
                    "evidence-not-a-form",
                    "请求体应为文件本身，不是表单；Content-Type请用application/octet-stream。");
        }
        InputStream body = request.getInputStream();
        try {
            return receiver.receive(request.getContentLengthLong(), body);
        } catch (RuleViolation refused) {
            readOut(body);
            throw refused;
        }
    }

    /** A browser that is still sending when the connection closes never reads why; so the rest is read and dropped. */
    private static void readOut(InputStream body) {
        byte[] buffer = new byte[64 * 1024];
        try {
            long left = READ_OUT * KeptFile.MAX_BYTES;
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = body.read(buffer);
            }
        } catch (IOException gone) {
            // Whoever sent it is no longer there to hear the refusal.
        }
    }

    /** @param inline whether the browser was asked to show it; done only with what is harmless */
    public static void send(
            Download file, FileChunks chunks, boolean inline, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified('"' + file.sha256() + '"')) {
            return;
        }
        boolean shown = inline && file.mayShowInline();
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        ContentDisposition.Builder disposition = shown ? ContentDisposition.inline() : ContentDisposition.attachment();
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                disposition
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        if (!request.getMethod().equals("HEAD")) {
            chunks.writeTo(file, response.getOutputStream());
        }
    }
}
