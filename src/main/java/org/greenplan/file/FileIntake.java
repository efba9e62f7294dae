package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.greenplan.database.DiskSpace;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes files in and holds them against what is accepted. What is wrong without reading the body is said before. */
@Component
class FileIntake {

    private final FileDetector detector;
    private final DiskSpace space;

    FileIntake(FileDetector detector, DiskSpace space) {
        this.detector = detector;
        this.space = space;
    }

    /** Another node may share the directory: nothing younger than a day is touched. Files carry the machine's time. */
    @EventListener(ApplicationReadyEvent.class)
    void removeBrokenUploads() {
        FileSpool.sweep(
                Path.of(System.getProperty("java.io.tmpdir")), Instant.now().minus(Duration.ofDays(1)));
    }

    /**
     * Evidence: documents, pictures, archives, films.
     *
     * @param declaredSize in bytes, negative when the client did not say
     * @throws RuleViolation when name, size or content are refused, or the disk has no room for it
     */
    AcceptedFile evidence(String givenName, long declaredSize, InputStream body) throws IOException {
        FileName name = FileName.clean(givenName);
        detector.requireAcceptedExtension(name);
        return read(name, declaredSize, body);
    }

    /**
     * A scan: pages and pictures only.
     *
     * @param declaredSize in bytes, negative when the client did not say
     * @throws RuleViolation when name, size or content are refused, or the disk has no room for it
     */
    AcceptedFile scan(String givenName, long declaredSize, InputStream body) throws IOException {
        FileName name = FileName.clean(givenName);
        if (!FileFormat.isExtensionOf(FileFormat.SCANS, name.extension())) {
            throw FileDetector.refused(
                    "scan-type-refused",
                    "扫描件应为PDF、OFD或图片，不接收." + name.extension() + "文件。可以上传：" + FileFormat.extensions(FileFormat.SCANS)
                            + "。");
        }
        return read(name, declaredSize, body);
    }

    private AcceptedFile read(FileName name, long declaredSize, InputStream body) throws IOException {
        if (declaredSize > KeptFile.MAX_BYTES) {
            throw FileSpool.tooLarge();
        }
        DiskSpace.Claim room = space.claim(declaredSize < 0 ? KeptFile.MAX_BYTES : declaredSize);
        boolean accepted = false;
        @Nullable FileSpool content = null;
        try {
            content = FileSpool.read(body);
            AcceptedFile file =
                    new AcceptedFile(name.value(), detector.requireAccepted(content.file(), name), content, room);
            accepted = true;
            return file;
        } finally {
            if (!accepted) {
                room.close();
                if (content != null) {
                    content.close();
                }
            }
        }
    }
}
