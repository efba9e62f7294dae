package org.greenplan.report;

import java.io.IOException;
import java.io.InputStream;
import org.greenplan.database.DiskSpace;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes files in and holds them against what is accepted. What is wrong without reading the body is said before. */
@Component
public class FileIntake {

    private final EvidenceDetector detector;
    private final DiskSpace space;

    FileIntake(EvidenceDetector detector, DiskSpace space) {
        this.detector = detector;
        this.space = space;
    }

    /**
     * Evidence: documents, pictures, archives, films.
     *
     * @param declaredSize in bytes, negative when the client did not say
     * @throws RuleViolation when name, size or content are refused, or the disk has no room for it
     */
    public AcceptedFile evidence(String givenName, long declaredSize, InputStream body) throws IOException {
        EvidenceName name = EvidenceName.clean(givenName);
        detector.requireAcceptedExtension(name);
        return read(name, declaredSize, body);
    }

    /**
     * A scan: pages and pictures only.
     *
     * @param declaredSize in bytes, negative when the client did not say
     * @throws RuleViolation when name, size or content are refused, or the disk has no room for it
     */
    public AcceptedFile scan(String givenName, long declaredSize, InputStream body) throws IOException {
        EvidenceName name = EvidenceName.clean(givenName);
        if (!EvidenceFormat.isExtensionOf(EvidenceFormat.SCANS, name.extension())) {
            throw EvidenceDetector.refused(
                    "scan-type-refused",
                    "扫描件应为PDF、OFD或图片，不接收." + name.extension() + "文件。可以上传："
                            + EvidenceFormat.extensions(EvidenceFormat.SCANS) + "。");
        }
        return read(name, declaredSize, body);
    }

    private AcceptedFile read(EvidenceName name, long declaredSize, InputStream body) throws IOException {
        if (declaredSize > Evidence.MAX_BYTES) {
            throw EvidenceSpool.tooLarge();
        }
        DiskSpace.Claim room = space.claim(declaredSize < 0 ? Evidence.MAX_BYTES : declaredSize);
        boolean accepted = false;
        @Nullable EvidenceSpool content = null;
        try {
            content = EvidenceSpool.read(body);
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
