package org.greenplan.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people have typed and not yet handed in. Kept on the server, so that a closed tab loses nothing. */
@Repository
public class Drafts {

    /** Greatest length of a draft, in characters. */
    public static final int MAX_LENGTH = 400_000;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Authors authors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Drafts(JdbcClient jdbc, ObjectMapper json, Authors authors, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.authors = authors;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Stored(String content, String savedBy) {}

    /** What was typed under this key, empty when nothing was. */
    public Map<String, Object> find(String key) {
        return stored(key).map(Stored::content).map(this::read).orElse(Map.of());
    }

    /** What was typed under this key, if this person saved it last; empty when somebody else did. */
    public Map<String, Object> findOf(String person, String key) {
        return stored(key)
                .filter(one -> one.savedBy().equals(person))
                .map(Stored::content)
                .map(this::read)
                .orElse(Map.of());
    }

    /** Names what is kept under this key now; empty when nothing is. Another content has another revision. */
    public String revision(String key) {
        return stored(key).map(Stored::content).map(Drafts::revisionOf).orElse("");
    }

    /** As {@link #revision}; until the transaction ends nobody else changes what is kept. */
    public String revisionHeld(String key) {
        return jdbc.sql("select content from draft where draft_key = ? for update")
                .param(key)
                .query(String.class)
                .optional()
                .map(Drafts::revisionOf)
                .orElse("");
    }

    private Optional<Stored> stored(String key) {
        return ReadOnce.find("draft", key, this::read);
    }

    /** Reads at once what a page will ask of these keys. */
    public void readAhead(Collection<String> keys) {
        ReadOnce.each("draft", keys, this::read);
    }

    private Map<String, Stored> read(Set<String> keys) {
        Map<String, Stored> contents = new HashMap<>();
        jdbc.sql("select draft_key, content, saved_by from draft where draft_key in (:keys)")
                .param("keys", keys)
                .query(row -> {
                    contents.put(
                            row.getString("draft_key"),
                            new Stored(row.getString("content"), row.getString("saved_by")));
                });
        return contents;
    }

    private static String revisionOf(String content) {
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Keeps what was typed, in place of what was there; of two that come at once the later stays.
     *
     * @return the revision of what is kept now
     */
    public String save(String key, Map<String, Object> content, String user) {
        String text = textOf(content);
        OffsetDateTime now = OffsetDateTime.now(clock);
        if (!keep(key, user, () -> update(key, text, user, now))) {
            try {
                keep(key, user, () -> insert(key, text, user, now));
            } catch (DuplicateKeyException someoneElseWasFaster) {
                keep(key, user, () -> update(key, text, user, now));
            }
        }
        return revisionOf(text);
    }

    /**
     * Keeps what was typed, if what is there is still what the person had before them.
     *
     * @param seen the revision that was read, empty for nothing
     * @return the revision of what is kept now
     * @throws RuleViolation when somebody has typed there meanwhile; theirs stays
     */
    public String save(String key, Map<String, Object> content, String user, String seen) {
        String there = stored(key).map(Stored::content).orElse("");
        String text = textOf(content);
        OffsetDateTime now = OffsetDateTime.now(clock);
        if (there.isEmpty() && seen.isEmpty()) {
            try {
                keep(key, user, () -> insert(key, text, user, now));
                return revisionOf(text);
            } catch (DuplicateKeyException someoneElseWasFaster) {
                throw changed();
            }
        }
        boolean kept = revisionOf(there).equals(seen) && keep(key, user, () -> update(key, there, text, user, now));
        if (!kept && !there.equals(text)) {
            throw changed();
        }
        return revisionOf(text);
    }

    /** Who kept what is there last; empty when nothing is. */
    public Optional<String> lastWriter(String key) {
        return jdbc.sql("select saved_by from draft where draft_key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    private static RuleViolation changed() {
        return RuleViolation.conflict("draft-changed", "这一行刚在别处改过。您填写的还在本页，请看过对方填写的再决定保留哪一份。");
    }

    private String textOf(Map<String, Object> content) {
        String text = write(Objects.requireNonNull(PlainText.kept(content)));
        if (text.length() > MAX_LENGTH) {
            throw RuleViolation.of(null, "draft-too-long", "填写的内容过长，请把大段材料作为佐证材料上传。");
        }
        return text;
    }

    /** What is kept, and by whom, or nothing of both. */
    private boolean keep(String key, String user, BooleanSupplier change) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean kept = change.getAsBoolean();
            if (kept) {
                authors.add(key, user);
            }
            return kept;
        }));
    }

    private boolean insert(String key, String text, String user, OffsetDateTime now) {
        return jdbc.sql("insert into draft (draft_key, content, saved_by, saved_at) values (?, ?, ?, ?)")
                        .params(key, text, user, now)
                        .update()
                == 1;
    }

    private boolean update(String key, String before, String text, String user, OffsetDateTime now) {
        return jdbc.sql(
                                """
                                update draft set content = ?, saved_by = ?, saved_at = ?
                                where draft_key = ? and content = ?""")
                        .params(text, user, now, key, before)
                        .update()
                == 1;
    }

    private boolean update(String key, String text, String user, OffsetDateTime now) {
        return jdbc.sql("update draft set content = ?, saved_by = ?, saved_at = ? where draft_key = ?")
                        .params(text, user, now, key)
                        .update()
                == 1;
    }

    /** Forgets it, once it has become a row. */
    public void delete(String key) {
        jdbc.sql("delete from draft where draft_key = ?").param(key).update();
    }

    /** Lets go of one input of what was typed, so that a person has to give it anew. */
    public void forget(String key, String input) {
        Map<String, Object> typed = new HashMap<>(find(key));
        if (typed.remove(input) != null) {
            jdbc.sql("update draft set content = ? where draft_key = ?")
                    .params(write(typed), key)
                    .update();
        }
    }

    private Map<String, Object> read(String content) {
        try {
            return json.readValue(content, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft in the table is not JSON", e);
        }
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
