package org.greenplan.submission;

import java.net.URI;
import java.security.Principal;
import org.greenplan.directory.People;
import org.greenplan.file.FileService;
import org.greenplan.file.FileView;
import org.greenplan.file.KeptFile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Taking over files over HTTP. */
@RestController
class FileReuseApi {

    private final FileReuse reuse;
    private final FileService files;
    private final People people;

    FileReuseApi(FileReuse reuse, FileService files, People people) {
        this.reuse = reuse;
        this.files = files;
        this.people = people;
    }

    /** @param file id of a file of an earlier submission, or of a report on the plan */
    @PostMapping("/api/platform/{submission}/files/reuse")
    ResponseEntity<FileView> reuse(
            @PathVariable long submission,
            @RequestParam String unit,
            @RequestParam String item,
            @RequestParam String file,
            Principal user) {
        KeptFile kept = reuse.reuse(user.getName(), new SubmissionFileStore.Place(submission, unit, item), file);
        return ResponseEntity.created(URI.create("/api/files/" + kept.id()))
                .body(FileView.of(kept, files.use(kept), people));
    }
}
