package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units handed in for a submission, version by version. A status moves by a conditional update, so of two people one wins. */
@Repository
class IndicatorReportStore {

    /** @param status waiting (for the supervisor), sent_back, signed, taken_back */
    record Version(
            long id,
            long submissionId,
            String unit,
            int number,
            IndicatorReport content,
            String sha256,
            String status,
            String writtenBy,
            OffsetDateTime writtenAt) {

        boolean is(String wanted) {
            return status.equals(wanted);
        }
    }

    private static final String NEWEST = " order by number desc limit 1";

    private final JdbcClient jdbc;
    private final Clock clock;

    IndicatorReportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Freezes a new version, which waits for the supervisor.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another one comes in at the same moment
     */
    Version freeze(long submissionId, String unit, IndicatorReport content, String writer) {
        if (newest(submissionId, unit).filter(last -> last.is("waiting")).isPresent()) {
            throw RuleViolation.conflict("report-waiting", "本单位的指标已提交审签，请勿重复提交。");
        }
        int number = 1 + newest(submissionId, unit).map(Version::number).orElse(0);
        String json = content.toJson();
        jdbc.sql(
                        """
                        insert into indicator_report (submission_id, unit_code, number, content, sha256, status, written_by, written_at)
                        values (?, ?, ?, ?, ?, 'waiting', ?, ?)""")
                .params(
                        submissionId,
                        unit,
                        number,
                        json,
                        Hashes.sha256(
                                String.join("\n", Long.toString(submissionId), unit, Integer.toString(number), json)),
                        writer,
                        OffsetDateTime.now(clock))
                .update();
        return newest(submissionId, unit).orElseThrow();
    }

    /** Signs or sends back the version that waits. */
    void settle(Version version, boolean signed) {
        int updated = jdbc.sql("update indicator_report set status = ? where id = ? and status = 'waiting'")
                .params(signed ? "signed" : "sent_back", version.id())
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("report-settled", "这份填报已由他人审签或已撤回，请刷新页面。");
        }
    }

    /** Records that a supervisor has the version in front of them; the first one stays. */
    void opened(Version version, String user) {
        jdbc.sql("update indicator_report set opened_by = ?, opened_at = ?"
                        + " where id = ? and status = 'waiting' and opened_at is null")
                .params(user, OffsetDateTime.now(clock), version.id())
                .update();
    }

    /** Lets go of the version at its unit's own wish; {@code false} when it was opened or settled before. */
    boolean takeBackUnopened(Version version) {
        return jdbc.sql("update indicator_report set status = 'taken_back'"
                                + " where id = ? and status = 'waiting' and opened_at is null")
                        .param(version.id())
                        .update()
                == 1;
    }

    /** Lets go of what waits in a submission: its collection has ended. */
    void takeBackAll(long submissionId) {
        jdbc.sql("update indicator_report set status = 'taken_back' where submission_id = ? and status = 'waiting'")
                .param(submissionId)
                .update();
    }

    Optional<Version> newest(long submissionId, String unit) {
        return newest(submissionId, unit, "");
    }

    Optional<Version> signed(long submissionId, String unit) {
        return newest(submissionId, unit, " and status = 'signed'");
    }

    Optional<Version> waiting(long submissionId, String unit) {
        return newest(submissionId, unit, " and status = 'waiting'");
    }

    /** All that was signed in a submission, newest first. */
    List<Version> allSigned(long submissionId) {
        return jdbc.sql("select * from indicator_report where submission_id = ? and status = 'signed' order by id desc")
                .param(submissionId)
                .query(IndicatorReportStore::version)
                .list();
    }

    private Optional<Version> newest(long submissionId, String unit, String condition) {
        return jdbc.sql("select * from indicator_report where submission_id = ? and unit_code = ?" + condition + NEWEST)
                .params(submissionId, unit)
                .query(IndicatorReportStore::version)
                .optional();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("id"),
                row.getLong("submission_id"),
                row.getString("unit_code"),
                row.getInt("number"),
                IndicatorReport.fromJson(row.getString("content")),
                row.getString("sha256"),
                row.getString("status"),
                row.getString("written_by"),
                row.getObject("written_at", OffsetDateTime.class));
    }
}
