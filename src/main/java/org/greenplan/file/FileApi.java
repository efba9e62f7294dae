package org.greenplan.file;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.greenplan.directory.People;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Files of all kinds over HTTP. */
@RestController
class FileApi {

    record StrikeRequest(@Nullable String reason) {}

    private final FileService files;
    private final FileStore store;
    private final People people;

    FileApi(FileService files, FileStore store, People people) {
        this.files = files;
        this.store = store;
        this.people = people;
    }

    @PostMapping("/api/files")
    ResponseEntity<FileView> upload(
            @RequestParam String kind,
            @RequestParam String owner,
            @RequestParam String unit,
            @RequestParam String name,
            HttpServletRequest request,
            Principal user)
            throws IOException {
        KeptFile file = FileTransfer.receive(
                request,
                (size, body) -> files.upload(user.getName(), new FileOwner(kind, owner, unit), name, size, body));
        return ResponseEntity.created(URI.create("/api/files/" + file.id())).body(view(file));
    }

    @GetMapping("/api/files")
    List<FileView> list(
            @RequestParam String kind, @RequestParam String owner, @RequestParam String unit, Principal user) {
        return files.list(user.getName(), new FileOwner(kind, owner, unit)).entrySet().stream()
                .map(file -> FileView.of(file.getKey(), file.getValue(), people))
                .toList();
    }

    @GetMapping("/api/files/{id}")
    void download(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String inline,
            Principal user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FileTransfer.send(files.open(user.getName(), id), store.chunks(), inline != null, request, response);
    }

    @PostMapping("/api/files/{id}/strike")
    FileView strike(@PathVariable String id, @RequestBody StrikeRequest request, Principal user) {
        return view(files.strike(user.getName(), id, request.reason()));
    }

    /** Where files were before they had one address: pages that were printed into a PDF link there. */
    @GetMapping({"/api/evidence/{id}", "/api/scans/{id}", "/api/platform/files/{id}"})
    ResponseEntity<Void> moved(@PathVariable String id, @RequestParam(required = false) @Nullable String inline) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/api/files/{id}");
        if (inline != null) {
            address.queryParam("inline");
        }
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(address.encode().buildAndExpand(id).toUri())
                .build();
    }

    private FileView view(KeptFile file) {
        return FileView.of(file, files.use(file), people);
    }
}
