package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.greenplan.submission.Receipt.Outcome;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts of the platform; a wrong one stays, and another one is added. */
@Repository
class ReceiptStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReceiptStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(
            long submissionId,
            @Nullable Long versionId,
            String number,
            OffsetDateTime submittedAt,
            String accountHolder,
            List<String> files,
            String by) {
        jdbc.sql(
                        """
                        insert into submission_receipt (submission_id, receipt_number, submitted_at, account_holder, files,
                                                        recorded_by, recorded_at, version_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        submissionId,
                        number,
                        submittedAt,
                        accountHolder,
                        String.join(" ", files),
                        by,
                        OffsetDateTime.now(clock))
                .param(8, versionId, Types.BIGINT)
                .update();
    }

    Optional<Receipt> newest(long submissionId) {
        return all(submissionId).stream().findFirst();
    }

    /** Newest first. */
    List<Receipt> all(long submissionId) {
        return jdbc.sql("select * from submission_receipt where submission_id = ? order by id desc")
                .param(submissionId)
                .query(this::receipt)
                .list();
    }

    void check(Receipt receipt, Outcome outcome, @Nullable String reason, String by) {
        int updated = jdbc.sql(
                        """
                        update submission_receipt set outcome = ?, checked_by = ?, checked_at = ?, reason = ?
                        where id = ? and outcome is null""")
                .params(outcome.code(), by, OffsetDateTime.now(clock))
                .param(4, reason, Types.VARCHAR)
                .param(5, receipt.id())
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("receipt-checked", "这份回执已由他人核对，请刷新页面。");
        }
    }

    private Receipt receipt(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Receipt(
                row.getLong("id"),
                row.getLong("submission_id"),
                row.getObject("version_id", Long.class),
                row.getString("receipt_number"),
                row.getObject("submitted_at", OffsetDateTime.class)
                        .atZoneSameInstant(clock.getZone())
                        .toOffsetDateTime(),
                row.getString("account_holder"),
                row.getString("files").isEmpty()
                        ? List.of()
                        : List.of(row.getString("files").split(" ")),
                row.getString("recorded_by"),
                row.getObject("recorded_at", OffsetDateTime.class),
                outcome == null ? null : Outcome.ofCode(outcome),
                row.getString("reason"),
                row.getString("checked_by"),
                row.getObject("checked_at", OffsetDateTime.class));
    }
}
