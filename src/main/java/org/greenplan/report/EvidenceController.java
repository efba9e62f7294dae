package org.greenplan.report;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.greenplan.directory.People;
import org.greenplan.file.FileStore;
import org.greenplan.file.FileTransfer;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Evidence over HTTP. */
@RestController
class EvidenceController {

    private final EvidenceDesk desk;
    private final EvidenceStore store;
    private final FileStore files;
    private final People people;

    EvidenceController(EvidenceDesk desk, EvidenceStore store, FileStore files, People people) {
        this.desk = desk;
        this.store = store;
        this.files = files;
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
            boolean signed,
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
        KeptFile file = FileTransfer.receive(
                request, (size, body) -> desk.upload(user.getName(), key, unit, round, name, size, body));
        return ResponseEntity.created(URI.create("/api/evidence/" + file.id())).body(view(file));
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
        FileTransfer.send(desk.open(user.getName(), id), files, inline != null, request, response);
    }

    @PostMapping("/api/evidence/{id}/strike")
    View strike(@PathVariable String id, @RequestBody StrikeRequest request, Principal user) {
        desk.strike(user.getName(), id, request.reason());
        return view(store.find(id).orElseThrow());
    }

    private View view(KeptFile file) {
        EvidenceStore.Use use = store.useOf(file);
        @Nullable Strike struck = file.struck();
        return new View(
                file.id(),
                EvidenceStore.measureKey(file),
                file.owner().unit(),
                EvidenceStore.roundId(file),
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                file.uploadedBy(),
                people.nameOf(file.uploadedBy()),
                file.uploadedAt(),
                use != EvidenceStore.Use.NONE,
                use == EvidenceStore.Use.SIGNED,
                struck != null,
                struck == null ? null : struck.by(),
                struck == null ? null : struck.at(),
                struck == null ? null : struck.reason());
    }
}
