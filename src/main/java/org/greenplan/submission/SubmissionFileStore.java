package org.greenplan.submission;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of submissions: evidence of an item, or what shows that the platform took it. Knows nothing of rights. */
@Component
class SubmissionFileStore {

    private static final String KIND = "submission";

    /**
     * Where a file belongs.
     *
     * @param item number of the item, {@link AskStore#NARRATIVE}, or {@link #RECEIPT}
     */
    record Place(long submissionId, String unit, String item) {

        /** In place of an item's number: what shows that the platform took it. */
        static final String RECEIPT = "receipt";

        static Place of(KeptFile file) {
            String[] key = file.owner().key().split("/", 2);
            return new Place(Long.parseLong(key[0]), file.owner().unit(), key[1]);
        }

        FileOwner owner() {
            return new FileOwner(KIND, submissionId + "/" + item, unit);
        }

        boolean isReceipt() {
            return item.equals(RECEIPT);
        }
    }

    private final JdbcClient jdbc;
    private final FileStore files;

    SubmissionFileStore(JdbcClient jdbc, FileStore files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    /** Struck ones included, in the order of their upload. */
    List<KeptFile> of(Place place) {
        return files.of(place.owner());
    }

    Optional<KeptFile> find(String id) {
        return files.find(id).filter(file -> file.owner().kind().equals(KIND));
    }

    FileBounds bounds(Place place) {
        int year = jdbc.sql("select submission_year from submission where id = ?")
                .param(place.submissionId())
                .query(Integer.class)
                .single();
        return new FileBounds(year, "这一项");
    }

    /**
     * Holds the files as they are until the transaction ends, so that none is struck under a report that is handed in.
     *
     * @throws RuleViolation when one is struck by now
     */
    void hold(Collection<String> ids) {
        for (String id : new TreeSet<>(ids)) {
            if (!files.lock(id)) {
                throw RuleViolation.conflict("evidence-struck", "有一份材料刚刚被划除，请移除或重新上传。");
            }
        }
    }
}
