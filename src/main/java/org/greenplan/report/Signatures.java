package org.greenplan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who signed or sent back what, each bound to the content's hash; only ever added to. */
@Repository
public class Signatures {

    /** What can be signed. */
    public enum Subject {
        /** A plan's launch (下达计划). */
        LAUNCH,
        /** An assignment that differs from the plan (下达审签). */
        ASSIGNMENT,
        /** A unit's report. */
        REPORT,
        /** An assisting unit's dissent. */
        DISSENT,
        /** A measure's closing, by the lead's supervisor (办结审签). */
        CLOSING,
        /** A measure's closing, by the plan office (办结核验). */
        ACCEPTANCE,
        /** A measure's withdrawal. */
        WITHDRAWAL,
        /** A unit's indicators for the platform. */
        INDICATORS,
        /** What goes to the platform, by the bureau's leaders (局领导审签). */
        SUBMISSION,
        /** What goes to the platform, by the district government (区政府审签). */
        ENDORSEMENT
    }

    /**
     * A signature as read.
     *
     * @param approved false when it was sent back
     */
    public record Signed(
            boolean approved, @Nullable String opinion, String signer, String signerName, OffsetDateTime signedAt) {

        /** As the form shows it to whom it comes back. */
        public SentBack sentBack() {
            return new SentBack(signerName, signedAt, opinion);
        }
    }

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Signatures(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** @param subjectId the row that is signed, a year for a launch */
    public void add(
            @Nullable String measureKey,
            Subject subject,
            long subjectId,
            String sha256,
            boolean approved,
            @Nullable String opinion,
            String signer,
            String unitCode) {
        jdbc.sql(
                        """
                        insert into signature (measure_key, subject, subject_id, sha256, decision, opinion,
                                               signer, signer_name, unit_code, signed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        measureKey,
                        code(subject),
                        subjectId,
                        sha256,
                        approved ? "approve" : "return",
                        opinion,
                        signer,
                        people.nameOf(signer),
                        unitCode,
                        OffsetDateTime.now(clock))
                .update();
    }

    /** The newest signature under a subject. */
    public Optional<Signed> latest(Subject subject, long subjectId) {
        return ReadOnce.find("signature of " + subject, subjectId, ids -> read(subject, ids));
    }

    /** Reads at once what a page will ask of these subjects. */
    public void readAhead(Subject subject, Collection<Long> subjectIds) {
        ReadOnce.each("signature of " + subject, subjectIds, ids -> read(subject, ids));
    }

    /** The newest by subject. */
    private Map<Long, Signed> read(Subject subject, Set<Long> ids) {
        Map<Long, Signed> newest = new HashMap<>();
        jdbc.sql("select * from signature where subject = :subject and subject_id in (:ids) order by id")
                .param("subject", code(subject))
                .param("ids", ids)
                .query(row -> {
                    newest.put(row.getLong("subject_id"), signed(row));
                });
        return newest;
    }

    /** What was sent back under a subject in a measure, oldest first. */
    public List<Signed> sentBack(Subject subject, String measureKey) {
        return ReadOnce.find("sent back of " + subject, measureKey, keys -> readSentBack(subject, keys))
                .orElse(List.of());
    }

    /** Reads at once what a page will ask of these measures. */
    public void readAheadSentBack(Subject subject, Collection<String> measureKeys) {
        ReadOnce.each("sent back of " + subject, measureKeys, keys -> readSentBack(subject, keys));
    }

    private Map<String, List<Signed>> readSentBack(Subject subject, Set<String> measureKeys) {
        Map<String, List<Signed>> sentBack = new HashMap<>();
        jdbc.sql(
                        """
                        select * from signature
                        where subject = :subject and measure_key in (:measures) and decision = 'return' order by id""")
                .param("subject", code(subject))
                .param("measures", measureKeys)
                .query(row -> {
                    sentBack.computeIfAbsent(row.getString("measure_key"), none -> new ArrayList<>())
                            .add(signed(row));
                });
        return sentBack;
    }

    private static Signed signed(ResultSet row) throws SQLException {
        return new Signed(
                "approve".equals(row.getString("decision")),
                row.getString("opinion"),
                row.getString("signer"),
                row.getString("signer_name"),
                row.getObject("signed_at", OffsetDateTime.class));
    }

    private static String code(Subject subject) {
        return subject.name().toLowerCase(java.util.Locale.ROOT);
    }
}
