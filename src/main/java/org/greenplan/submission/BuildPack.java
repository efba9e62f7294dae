package org.greenplan.submission;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.calendar.Times;
import org.greenplan.file.FileStore;
import org.greenplan.report.Signatures;
import org.springframework.stereotype.Component;

/** 生成报送包: what the leaders signed, as one zip. Done once for a version, also when the job runs twice. */
@Component("buildPack")
public class BuildPack implements JavaDelegate {

    private final VersionStore versions;
    private final PackStore packs;
    private final SubmissionFileStore files;
    private final FileStore bytes;
    private final Signatures signatures;

    BuildPack(
            VersionStore versions, PackStore packs, SubmissionFileStore files, FileStore bytes, Signatures signatures) {
        this.versions = versions;
        this.packs = packs;
        this.files = files;
        this.bytes = bytes;
        this.signatures = signatures;
    }

    @Override
    public void execute(DelegateExecution execution) {
        VersionStore.Version version =
                versions.newest(SubmissionVariables.submissionId(execution)).orElseThrow();
        if (packs.ofVersion(version.id()).isPresent()) {
            return;
        }
        PackWriter.Meta meta = new PackWriter.Meta(version.number(), version.compiledAt(), signed(version));
        packs.add(
                version.id(),
                PackWriter.fileName(version.content(), version.number()),
                out -> PackWriter.write(
                        version.content(),
                        meta,
                        (id, to) -> bytes.writeTo(files.find(id).orElseThrow(), to),
                        out));
    }

    private List<String> signed(VersionStore.Version version) {
        List<String> lines = new ArrayList<>();
        add(lines, "局领导审签", Signatures.Subject.SUBMISSION, version);
        add(lines, "区政府审签", Signatures.Subject.ENDORSEMENT, version);
        return lines;
    }

    private void add(List<String> lines, String label, Signatures.Subject subject, VersionStore.Version version) {
        signatures
                .latest(subject, version.id())
                .filter(Signatures.Signed::approved)
                .ifPresent(signed ->
                        lines.add("%s：%s %s".formatted(label, signed.signerName(), Times.minute(signed.signedAt()))));
    }
}
