package org.greenplan.table;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.greenplan.directory.People;
import org.greenplan.file.FileStore;
import org.greenplan.file.FileTransfer;
import org.greenplan.file.KeptFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stamped scans over HTTP. */
@RestController
class ScanApi {

    private final ScanDesk desk;
    private final FileStore files;
    private final People people;

    ScanApi(ScanDesk desk, FileStore files, People people) {
        this.desk = desk;
        this.files = files;
        this.people = people;
    }

    record StrikeRequest(@Nullable String reason) {}

    @PostMapping("/api/sheets/{unit}/{due}/scans")
    ResponseEntity<ScanView> attach(
            @PathVariable String unit,
            @PathVariable String due,
            @RequestParam String name,
            HttpServletRequest request,
            Principal user)
            throws IOException {
        KeptFile scan =
                FileTransfer.receive(request, (size, body) -> desk.attach(user.getName(), unit, due, name, size, body));
        return ResponseEntity.created(URI.create("/api/scans/" + scan.id())).body(ScanView.of(scan, people));
    }

    @GetMapping("/api/sheets/{unit}/{due}/scans")
    List<ScanView> list(@PathVariable String unit, @PathVariable String due, Principal user) {
        return desk.list(user.getName(), unit, due).stream()
                .map(scan -> ScanView.of(scan, people))
                .toList();
    }

    @GetMapping("/api/scans/{id}")
    void download(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String inline,
            Principal user,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        FileTransfer.send(desk.open(user.getName(), id), files, inline != null, request, response);
    }

    @PostMapping("/api/scans/{id}/strike")
    ScanView strike(@PathVariable String id, @RequestBody StrikeRequest request, Principal user) {
        return ScanView.of(desk.strike(user.getName(), id, request.reason()), people);
    }
}
