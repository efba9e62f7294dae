package org.greenplan.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the mail log.
 *
 * @param address as it was when the letter was taken, or was last sent again
 * @param messageId derived from the letter's key, so that every attempt carries the same one
 * @param attempts how often it was handed to the channel
 * @param problem why it did not go out the last time, in Chinese
 * @param mergedInto id of the newer mail that says what this one says
 */
record Mail(
        String id,
        String kind,
        String recipient,
        String recipientName,
        String address,
        String subject,
        String text,
        String html,
        String messageId,
        MailState state,
        int attempts,
        @Nullable String problem,
        OffsetDateTime createdAt,
        OffsetDateTime changedAt,
        @Nullable OffsetDateTime sentAt,
        @Nullable String mergedInto) {

    static Mail of(ResultSet row, int number) throws SQLException {
        return new Mail(
                row.getString("id"),
                row.getString("kind"),
                row.getString("recipient"),
                row.getString("recipient_name"),
                row.getString("address"),
                row.getString("subject"),
                row.getString("body_text"),
                row.getString("body_html"),
                row.getString("message_id"),
                MailState.ofCode(row.getString("state")),
                row.getInt("attempts"),
                row.getString("problem"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("changed_at", OffsetDateTime.class),
                row.getObject("sent_at", OffsetDateTime.class),
                row.getString("merged_into"));
    }
}
