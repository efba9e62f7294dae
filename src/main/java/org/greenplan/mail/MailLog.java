package org.greenplan.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the mail log for the office, newest first, without what the mails say. */
@Repository
class MailLog {

    static final int PAGE = 50;

    /**
     * What is looked for; everything where nothing is chosen.
     *
     * @param words part of a recipient's name, login name or address, or of a subject
     */
    record Filter(@Nullable MailState state, Letter.@Nullable Kind kind, String words) {

        /** What is no state or kind counts as not chosen. */
        static Filter of(@Nullable String state, @Nullable String kind, @Nullable String words) {
            MailState chosen = null;
            for (MailState one : MailState.values()) {
                chosen = one.code().equals(state) ? one : chosen;
            }
            Letter.Kind ofKind = null;
            for (Letter.Kind one : Letter.Kind.values()) {
                ofKind = one.code().equals(kind) ? one : ofKind;
            }
            return new Filter(chosen, ofKind, words == null ? "" : words.strip());
        }

        public String stateCode() {
            return state == null ? "" : state.code();
        }

        public String kindCode() {
            return kind == null ? "" : kind.code();
        }
    }

    /** @param later whether there are older ones on a further page */
    record Found(List<Entry> entries, int page, boolean later) {}

    record Entry(
            String id,
            String kind,
            String recipient,
            String recipientName,
            String address,
            String subject,
            MailState state,
            int attempts,
            @Nullable String problem,
            String createdAt) {

        static Entry of(ResultSet row, int number) throws SQLException {
            return new Entry(
                    row.getString("id"),
                    Letter.Kind.ofCode(row.getString("kind")).label(),
                    row.getString("recipient"),
                    row.getString("recipient_name"),
                    row.getString("address"),
                    row.getString("subject"),
                    MailState.ofCode(row.getString("state")),
                    row.getInt("attempts"),
                    row.getString("problem"),
                    Times.minute(row, "created_at"));
        }
    }

    private final JdbcClient jdbc;

    MailLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param page from 0 */
    Found find(Filter filter, int page) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        List<Object> values = new ArrayList<>();
        if (filter.state() != null) {
            conditions.add("state = ?");
            values.add(filter.state().code());
        }
        if (filter.kind() != null) {
            conditions.add("kind = ?");
            values.add(filter.kind().code());
        }
        if (!filter.words().isEmpty()) {
            String part = "%" + filter.words().toLowerCase().replaceAll("([\\\\%_])", "\\\\$1") + "%";
            conditions.add("(lower(recipient_name) like ? or lower(recipient) like ? or lower(address) like ?"
                    + " or lower(subject) like ?)");
            values.addAll(List.of(part, part, part, part));
        }
        values.add(PAGE + 1);
        values.add(page * PAGE);
        List<Entry> entries = jdbc.sql(
                        "select id, kind, recipient, recipient_name, address, subject, state, attempts, problem, created_at"
                                + " from mail where " + String.join(" and ", conditions)
                                + " order by created_at desc, id limit ? offset ?")
                .params(values)
                .query(Entry::of)
                .list();
        boolean later = entries.size() > PAGE;
        return new Found(later ? entries.subList(0, PAGE) : entries, page, later);
    }

    /** How many mails are in each state in which there are any, by the state's code. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select state, count(*) as number from mail group by state")
                .query((row, number) -> counts.put(row.getString("state"), row.getInt("number")))
                .list();
        return counts;
    }
}
