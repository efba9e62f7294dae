package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.greenplan.directory.People;
import org.greenplan.submission.Submission.State;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Submissions, one per year and track. */
@Repository
class SubmissionStore {

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    SubmissionStore(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** @throws RuleViolation when this year's submission of the track is there already */
    Submission create(Track track, int year, long catalogueId, @Nullable String measureKey, @Nullable String by) {
        try {
            jdbc.sql(
                            """
                            insert into submission (track, submission_year, catalogue_id, measure_key, state, started_by, started_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(track.code(), year, catalogueId)
                    .param(4, measureKey, java.sql.Types.VARCHAR)
                    .param(5, State.ASSIGNING.code())
                    .param(6, by, java.sql.Types.VARCHAR)
                    .param(7, OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw opened(track, year);
        }
        return find(track, year).orElseThrow();
    }

    static RuleViolation opened(Track track, int year) {
        return RuleViolation.of(
                SubmissionVariables.TRACK,
                "submission-opened",
                "%s%d年报送已经发起，不能重复发起；请在“平台报送”页面查看进度。".formatted(track.label(), year));
    }

    Submission get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no submission " + id));
    }

    Optional<Submission> find(long id) {
        return jdbc.sql("select * from submission where id = ?")
                .param(id)
                .query(SubmissionStore::submission)
                .optional()
                .map(this::named);
    }

    Optional<Submission> find(Track track, int year) {
        return jdbc.sql("select * from submission where track = ? and submission_year = ?")
                .params(track.code(), year)
                .query(SubmissionStore::submission)
                .optional()
                .map(this::named);
    }

    /** Newest year first, tracks in their order. */
    List<Submission> all() {
        return jdbc
                .sql("select * from submission order by submission_year desc, track")
                .query(SubmissionStore::submission)
                .list()
                .stream()
                .map(this::named)
                .toList();
    }

    List<Submission> ofMeasure(String measureKey) {
        return jdbc
                .sql("select * from submission where measure_key = ? order by submission_year, track")
                .param(measureKey)
                .query(SubmissionStore::submission)
                .list()
                .stream()
                .map(this::named)
                .toList();
    }

    void move(long id, State state) {
        jdbc.sql("update submission set state = ? where id = ? and state <> ?")
                .params(state.code(), id, state.code())
                .update();
    }

    void receiptOnly(long id) {
        jdbc.sql("update submission set receipt_only = true where id = ?")
                .param(id)
                .update();
    }

    /** From now on this catalogue counts, whatever comes in later. */
    void pin(long id, long catalogueId) {
        jdbc.sql("update submission set catalogue_id = ? where id = ?")
                .params(catalogueId, id)
                .update();
    }

    /** @return whether it had been submitted, so that there is something to correct */
    boolean correct(long id, String reason, String by) {
        return jdbc.sql(
                                """
                                update submission set correction_reason = ?, correction_by = ?, correction_at = ?, state = ?
                                where id = ? and state = 'submitted' and not receipt_only""")
                        .params(reason, by, OffsetDateTime.now(clock), State.VERIFYING.code(), id)
                        .update()
                == 1;
    }

    void collectionEnded(long id, String reason) {
        jdbc.sql("update submission set collection_reason = ?, collection_ended = ? where id = ?")
                .params(reason, OffsetDateTime.now(clock), id)
                .update();
    }

    private static Submission submission(ResultSet row, int number) throws SQLException {
        return new Submission(
                row.getLong("id"),
                Track.ofCode(row.getString("track")).orElseThrow(),
                row.getInt("submission_year"),
                row.getLong("catalogue_id"),
                row.getString("measure_key"),
                State.ofCode(row.getString("state")),
                row.getBoolean("receipt_only"),
                row.getObject("started_at", OffsetDateTime.class),
                row.getString("collection_reason"),
                correction(row));
    }

    private static @Nullable SentBack correction(ResultSet row) throws SQLException {
        String reason = row.getString("correction_reason");
        return reason == null
                ? null
                : new SentBack(
                        row.getString("correction_by"), row.getObject("correction_at", OffsetDateTime.class), reason);
    }

    /** With the name of who corrects where the table has the id. */
    private Submission named(Submission submission) {
        SentBack by = submission.correction();
        return by == null
                ? submission
                : new Submission(
                        submission.id(),
                        submission.track(),
                        submission.year(),
                        submission.catalogueId(),
                        submission.measureKey(),
                        submission.state(),
                        submission.receiptOnly(),
                        submission.startedAt(),
                        submission.collectionReason(),
                        new SentBack(people.nameOf(by.byName()), by.at(), by.opinion()));
    }
}
