package org.greenplan.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Evidence over HTTP. The file itself is the request's body, so that it streams and shows its progress. */
@RestController
class EvidenceController {

    /** How many times the allowed size of a refused file is read, so that whoever sends it gets to read why. */
    private static final int READ_OUT = 10;

    private final EvidenceDesk desk;
    private final EvidenceStore store;
    private final People people;

    EvidenceController(EvidenceDesk desk, EvidenceStore store, People people) {
        this.desk = desk;
        this.store = store;
        this.people = people;
    }

    /** What clients learn of a file. */
    record View(
            String id,
            String measureKey,
            String unit,
            @Nullable Long round,
            String name,
            String mediaType,
            long size,
            String sha256,
            String uploadedBy,
            String uploadedByName,
            OffsetDateTime uploadedAt,
            boolean reported,
            boolean struck,
            @Nullable String struckBy,
            @Nullable OffsetDateTime struckAt,
            @Nullable String struckReason) {}

    record StrikeRequest(@Nullable String reason) {}

    @PostMapping("/api/measures/{key}/evidence")
    ResponseEntity<View> upload(
            @PathVariable String key,
            @RequestParam String unit,
            @RequestParam(required = false) @Nullable Long round,
            @RequestParam String name,
            HttpServletRequest request,
            Principal user)
            throws IOException {
        String sent = String.valueOf(request.getContentType());
        if (sent.startsWith("multipart/") || sent.startsWith("application/x-www-form-urlencoded")) {
            throw RuleViolation.of(
                    Evidence.FIELD, "evidence-not-a-form", "请求体应为文件本身，不是表单；Content-Type请用application/octet-stream。");
        }
        InputStream body = request.getInputStream();
        Evidence file;
        try {
            file = desk.upload(user.getName(), key, unit, round, name, request.getContentLengthLong(), body);
        } catch (RuleViolation refused) {
            readOut(body);
            throw refused;
        }
        return ResponseEntity.created(URI.create("/api/evidence/" + file.id())).body(view(file));
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

    @GetMapping("/api/measures/{key}/evidence")
    List<View> list(@PathVariable String key, @RequestParam String unit, @RequestParam long round, Principal user) {
        return desk.list(user.getName(), key, unit, round).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping("/api/evidence/{id}")
    void download(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String inline,
            Principal user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Evidence file = desk.open(user.getName(), id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (new ServletWebRequest(request, response).checkNotModified('"' + file.sha256() + '"')) {
            return;
        }
        boolean shown = inline != null && file.mayShowInline();
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(shown ? "inline" : "attachment", file.name()));
        if (!request.getMethod().equals("HEAD")) {
            store.writeTo(file, response.getOutputStream());
        }
    }

    @PostMapping("/api/evidence/{id}/strike")
    View strike(@PathVariable String id, @RequestBody StrikeRequest request, Principal user) {
        desk.strike(user.getName(), id, request.reason());
        return view(store.find(id).orElseThrow());
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

    private View view(Evidence file) {
        Evidence.@Nullable Strike struck = file.struck();
        return new View(
                file.id(),
                file.measureKey(),
                file.unitCode(),
                file.roundId(),
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                file.uploadedBy(),
                people.nameOf(file.uploadedBy()),
                file.uploadedAt(),
                file.reported(),
                struck != null,
                struck == null ? null : struck.by(),
                struck == null ? null : struck.at(),
                struck == null ? null : struck.reason());
    }
}
