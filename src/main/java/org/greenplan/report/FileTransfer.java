package org.greenplan.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.ServletWebRequest;

/** Files over HTTP. The file itself is the body, both ways, so that it streams and shows its progress. */
public final class FileTransfer {

    /** How many times the allowed size of a refused file is read, so that whoever sends it gets to read why. */
    private static final int READ_OUT = 10;

    private FileTransfer() {}

    /** What is done with a file that comes in. */
    @FunctionalInterface
    public interface Receiver<T> {

        /** @param declaredSize in bytes, negative when the client did not say */
        T receive(long declaredSize, InputStream body) throws IOException;
    }

    /** @throws RuleViolation when the body is a form, or the receiver refuses it */
    public static <T> T receive(HttpServletRequest request, Receiver<T> receiver) throws IOException {
        String sent = String.valueOf(request.getContentType());
        if (sent.startsWith("multipart/") || sent.startsWith("application/x-www-form-urlencoded")) {
            throw RuleViolation.of(
                    Evidence.FIELD, "evidence-not-a-form", "请求体应为文件本身，不是表单；Content-Type请用application/octet-stream。");
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
            long left = READ_OUT * Evidence.MAX_BYTES;
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = body.read(buffer);
            }
        } catch (IOException gone) {
            // Whoever sent it is no longer there to hear the refusal.
        }
    }

    /** @param inline whether the browser was asked to show it; done only with what is harmless */
    public static void send(
            KeptFile file, FileChunks chunks, boolean inline, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified('"' + file.sha256() + '"')) {
            return;
        }
        boolean shown = inline && file.mayShowInline();
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(shown ? "inline" : "attachment", file.name()));
        if (!request.getMethod().equals("HEAD")) {
            chunks.writeTo(file, response.getOutputStream());
        }
    }

    /** With the whole name by RFC 5987, and one in ASCII for clients that do not know it. */
    static String disposition(String kind, String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.append(c < 0x20 || c > 0x7e || "\"\\%;".indexOf(c) >= 0 ? '_' : (char) c));
        StringBuilder whole = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (letter || b > 0 && "!#$&+-.^_`|~".indexOf(b) >= 0) {
                whole.append((char) b);
            } else {
                whole.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + whole;
    }
}
