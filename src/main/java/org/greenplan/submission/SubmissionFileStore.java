package org.greenplan.submission;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Violations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of submissions: evidence of an item, or what shows that the platform took it. Knows nothing of rights. */
@Component
class SubmissionFileStore {

    static final String KIND = "submission";

    /**
     * Where a file belongs.
     *
     * @param item number of the item, {@link AskStore#NARRATIVE}, or {@link #RECEIPT}
     */
    record Place(long submissionId, String unit, String item) {

        /** In place of an item's number: what shows that the platform took it. */
        static final String RECEIPT = "receipt";

        /** Of what a client names; empty when it cannot be. */
        static Optional<Place> of(FileOwner owner) {
            try {
                return Optional.of(ofKept(owner)).filter(place -> place.owner().equals(owner));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException notAKey) {
                return Optional.empty();
            }
        }

        /** Of what has files. */
        static Place ofKept(FileOwner owner) {
            String[] key = owner.key().split("/", 2);
            return new Place(Long.parseLong(key[0]), owner.unit(), key[1]);
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
    private final Authors authors;

    SubmissionFileStore(JdbcClient jdbc, FileStore files, Authors authors) {
        this.jdbc = jdbc;
        this.files = files;
        this.authors = authors;
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

    /** Adds an error at the field for each file that cannot stand there. */
    void check(List<String> ids, Place place, String field, Violations violations) {
        for (String id : ids) {
            Optional<KeptFile> file = find(id).filter(one -> one.owner().equals(place.owner()));
            if (file.isEmpty()) {
                violations.add(field, "evidence-not-found", "有一份材料不存在，或不是本单位为这一项上传的，请移除后重新上传。");
            } else if (file.get().isStruck()) {
                violations.add(field, "evidence-struck", "材料“" + file.get().name() + "”已被划除，请移除或重新上传。");
            }
        }
    }

    /** Who handed these files in; of a copy also who handed in what it is a copy of. */
    Set<String> uploaders(List<String> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .flatMap(file -> uploaders(file).stream())
                .collect(Collectors.toSet());
    }

    Set<String> uploaders(KeptFile file) {
        Set<String> uploaders = new HashSet<>(authors.of(original(file)));
        uploaders.add(file.uploadedBy());
        return uploaders;
    }

    /** Under which name it is known who handed in what a copy was made of, and what that was made of. */
    static String original(KeptFile copy) {
        return "original/" + copy.id();
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
