package org.greenplan.submission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
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

/** Files of submissions over HTTP. */
@RestController
class SubmissionFileApi {

    /**
     * What clients learn of a file.
     *
     * @param reported whether a signed version rests on it
     */
    record View(
            String id,
            String name,
            String mediaType,
            long size,
            String sha256,
            boolean reported,
            boolean struck,
            @Nullable String struckReason) {}

    record StrikeRequest(@Nullable String reason) {}

    private final SubmissionFileDesk desk;
    private final FileStore files;
    private final SubmissionRights rights;

    SubmissionFileApi(SubmissionFileDesk desk, FileStore files, SubmissionRights rights) {
        this.desk = desk;
        this.files = files;
        this.rights = rights;
    }

    @PostMapping("/api/platform/{submission}/files")
    ResponseEntity<View> upload(
            @PathVariable long submission,
            @RequestParam String unit,
            @RequestParam String item,
            @RequestParam String name,
            HttpServletRequest request,
            Principal user)
            throws IOException {
        return created(FileTransfer.receive(
                request,
                (size, body) -> desk.upload(
                        user.getName(), new SubmissionFileStore.Place(submission, unit, item), name, size, body)));
    }

    /** @param file id of a file of an earlier submission, or of a report on the plan */
    @PostMapping("/api/platform/{submission}/files/reuse")
    ResponseEntity<View> reuse(
            @PathVariable long submission,
            @RequestParam String unit,
            @RequestParam String item,
            @RequestParam String file,
            Principal user) {
        return created(desk.reuse(user.getName(), new SubmissionFileStore.Place(submission, unit, item), file));
    }

    @GetMapping("/api/platform/{submission}/files")
    List<View> list(
            @PathVariable long submission, @RequestParam String unit, @RequestParam String item, Principal user) {
        return desk.list(user.getName(), new SubmissionFileStore.Place(submission, unit, item)).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping("/api/platform/files/{id}")
    void download(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String inline,
            Principal user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FileTransfer.send(desk.open(user.getName(), id), files, inline != null, request, response);
    }

    @PostMapping("/api/platform/files/{id}/strike")
    View strike(@PathVariable String id, @RequestBody StrikeRequest request, Principal user) {
        return view(desk.strike(user.getName(), id, request.reason()));
    }

    private ResponseEntity<View> created(KeptFile file) {
        return ResponseEntity.created(URI.create("/api/platform/files/" + file.id()))
                .body(view(file));
    }

    private View view(KeptFile file) {
        @Nullable Strike struck = file.struck();
        return new View(
                file.id(),
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                rights.isSigned(file),
                struck != null,
                struck == null ? null : struck.reason());
    }
}
