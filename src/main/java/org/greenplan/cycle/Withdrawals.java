package org.greenplan.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueDates;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applications to end a measure before it is done: the document they rest on, the reason, and who signed. */
@Component("withdrawals")
public class Withdrawals {

    record Withdrawal(
            long id,
            String measureKey,
            String documentNumber,
            String reason,
            String status,
            String requestedBy,
            OffsetDateTime requestedAt) {

        String sha256() {
            return Hashes.sha256(String.join("\n", measureKey, documentNumber, reason, requestedBy));
        }
    }

    private final JdbcClient jdbc;
    private final DueDates dueDates;
    private final Clock clock;

    Withdrawals(JdbcClient jdbc, DueDates dueDates, Clock clock) {
        this.jdbc = jdbc;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /** For the process: some workdays from now. */
    public Date due() {
        return DueDates.dueInstant(
                dueDates.after(LocalDate.now(clock), dueDates.allowances().withdrawal(), null));
    }

    public boolean approved(DelegateExecution execution) {
        return of(execution).status().equals("approved");
    }

    Withdrawal of(DelegateExecution execution) {
        return get(((Number) execution.getVariable(CycleVariables.WITHDRAWAL_ID)).longValue());
    }

    Withdrawal get(long id) {
        return jdbc.sql("select * from withdrawal where id = ?")
                .param(id)
                .query(Withdrawals::withdrawal)
                .single();
    }

    boolean isRequested(String measureKey) {
        return jdbc.sql("select count(*) from withdrawal where measure_key = ? and status = 'requested'")
                        .param(measureKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Withdrawal request(String measureKey, String documentNumber, String reason, String by) {
        jdbc.sql(
                        """
                        insert into withdrawal (measure_key, document_no, reason, status, requested_by, requested_at)
                        values (?, ?, ?, 'requested', ?, ?)""")
                .params(measureKey, documentNumber, reason, by, OffsetDateTime.now(clock))
                .update();
        return jdbc.sql("select * from withdrawal where measure_key = ? order by id desc limit 1")
                .param(measureKey)
                .query(Withdrawals::withdrawal)
                .single();
    }

    void settle(Withdrawal withdrawal, boolean approved) {
        int updated = jdbc.sql("update withdrawal set status = ? where id = ? and status = 'requested'")
                .params(approved ? "approved" : "refused", withdrawal.id())
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("withdrawal-settled", "这份终止申请已由他人审签，请刷新页面。");
        }
    }

    private static Withdrawal withdrawal(ResultSet row, int number) throws SQLException {
        return new Withdrawal(
                row.getLong("id"),
                row.getString("measure_key"),
                row.getString("document_no"),
                row.getString("reason"),
                row.getString("status"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class));
    }
}
