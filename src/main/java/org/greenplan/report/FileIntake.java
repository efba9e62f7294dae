package org.greenplan.report;

import java.io.IOException;
import java.io.InputStream;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** Takes files in and holds them against what is accepted. What is wrong without reading the body is said before. */
@Component
public class FileIntake {

    private final EvidenceDetector detector;

    FileIntake(EvidenceDetector detector) {
        this.detector = detector;
    }

    /**
     * Evidence: documents, pictures, archives, films.
     *
     * @param declaredSize in bytes, negative when the client did not say
     * @throws RuleViolation when name, size or content are refused
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
     * @throws RuleViolation when name, size or content are refused
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
        EvidenceSpool content = EvidenceSpool.read(body);
        boolean accepted = false;
        try {
            AcceptedFile file = new AcceptedFile(name.value(), detector.requireAccepted(content.file(), name), content);
            accepted = true;
            return file;
        } finally {
            if (!accepted) {
                content.close();
            }
        }
    }
}
