package org.greenplan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.greenplan.task.Hashes;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports and their frozen versions. A status moves by a conditional update, so of two people one wins. */
@Repository
class ReportStore {

    /** status: waiting (for the supervisor), sent_back, signed, taken_back (never signed: asked for anew, or its measure ended). */
    record Version(
            long id,
            long reportId,
            long roundId,
            String unitCode,
            int number,
            ReportContent content,
            String sha256,
            boolean late,
            String status,
            String writtenBy,
            OffsetDateTime writtenAt,
            boolean takenBackByUnit,
            boolean opened) {}

    private static final String VERSION =
            """
            select v.*, r.round_id, r.unit_code from report_version v join report r on r.id = v.report_id
            """;

    /** What a unit writes in a round. */
    record Slot(long roundId, String unitCode) {}

    /** What a unit wrote on a measure before a round. */
    private record Before(String measureKey, String unitCode, long roundId) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ReportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Freezes a new version, which waits for the supervisor. */
    Version freeze(ReportRounds.Request request, ReportContent content, boolean late, String writer) {
        long reportId = reportId(request).orElseGet(() -> createReport(request));
        int updated = jdbc.sql("update report set status = 'waiting', late = ? where id = ? and status <> 'waiting'")
                .params(late, reportId)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("report-waiting", "本单位本期报告已提交审签，请勿重复提交。");
        }
        int number = 1
                + jdbc.sql("select coalesce(max(number), 0) from report_version where report_id = ?")
                        .param(reportId)
                        .query(Integer.class)
                        .single();
        String json = content.toJson();
        String sha256 = Hashes.sha256(String.join(
                "\n", request.measureKey(), request.periodId(), request.unitCode(), Integer.toString(number), json));
        jdbc.sql(
                        """
                        insert into report_version (report_id, number, content, sha256, late, status, written_by, written_at)
                        values (?, ?, ?, ?, ?, 'waiting', ?, ?)""")
                .params(reportId, number, json, sha256, late, writer, OffsetDateTime.now(clock))
                .update();
        Version version = waiting(request.roundId(), request.unitCode()).orElseThrow();
        for (ReportContent.Value value : content.values()) {
            jdbc.sql(
                            """
                            insert into indicator_value (report_version_id, indicator_id, amount, as_of, quality)
                            values (?, ?, ?, ?, ?)""")
                    .params(version.id(), value.indicatorId(), value.amount(), value.asOf(), value.quality())
                    .update();
        }
        for (String file : content.evidence()) {
            jdbc.sql("insert into report_evidence (report_version_id, evidence_id) values (?, ?)")
                    .params(version.id(), file)
                    .update();
        }
        return version;
    }

    /** Signs or sends back the version that waits. */
    void settle(Version version, boolean signed) {
        String status = signed ? "signed" : "sent_back";
        int updated = jdbc.sql("update report_version set status = ? where id = ? and status = 'waiting'")
                .params(status, version.id())
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("report-settled", "这份报告已由他人审签或已撤回，请刷新页面。");
        }
        jdbc.sql("update report set status = ? where id = ?")
                .params(status, version.reportId())
                .update();
    }

    /** Records that a supervisor has the version in front of them; the first one stays. */
    void opened(Version version, String user) {
        if (version.opened()) {
            return;
        }
        jdbc.sql("update report_version set opened_by = ?, opened_at = ?"
                        + " where id = ? and status = 'waiting' and opened_at is null")
                .params(user, OffsetDateTime.now(clock), version.id())
                .update();
    }

    /** Lets go of the version at its unit's own wish; {@code false} when it was opened or settled before. */
    boolean takeBackUnopened(Version version, String user) {
        boolean first = jdbc.sql(
                                """
                                update report_version set status = 'taken_back', taken_back_by = ?
                                where id = ? and status = 'waiting' and opened_at is null""")
                        .params(user, version.id())
                        .update()
                == 1;
        if (first) {
            jdbc.sql("update report set status = 'sent_back' where id = ?")
                    .param(version.reportId())
                    .update();
        }
        return first;
    }

    /** Lets go of a version that waits, if there is one: its unit is asked to write anew. */
    void takeBack(long roundId, String unitCode) {
        waiting(roundId, unitCode).ifPresent(version -> takeBack("id = ?", version.reportId()));
    }

    /** Lets go of all versions that wait: their measure has ended. */
    void takeBackAll(String measureKey) {
        takeBack("measure_key = ?", measureKey);
    }

    private void takeBack(String which, Object parameter) {
        jdbc.sql("update report_version set status = 'taken_back' where status = 'waiting' and report_id in"
                        + " (select id from report where " + which + ")")
                .param(parameter)
                .update();
        jdbc.sql("update report set status = 'sent_back' where status = 'waiting' and " + which)
                .param(parameter)
                .update();
    }

    Optional<Version> waiting(long roundId, String unitCode) {
        return newest(roundId, unitCode, version -> version.status().equals("waiting"));
    }

    Optional<Version> newestSigned(long roundId, String unitCode) {
        return newest(roundId, unitCode, version -> version.status().equals("signed"));
    }

    Optional<Version> newest(long roundId, String unitCode) {
        return newest(roundId, unitCode, version -> true);
    }

    /** The newest version but for those that the unit itself took back. */
    Optional<Version> newestLeft(long roundId, String unitCode) {
        return newest(roundId, unitCode, version -> !version.takenBackByUnit());
    }

    /** Until when the unit's newest version was to be written, when the unit itself has taken that version back. */
    Optional<Date> dueBeforeTakingBack(long roundId, String unitCode) {
        return jdbc.sql(
                        """
                        select d.due from deadline_ledger d join report r
                               on r.measure_key = d.measure_key and r.unit_code = d.unit_code
                        where r.round_id = ? and r.unit_code = ? and d.task_key = 'userTask_fillReport' and (
                              select v.taken_back_by from report_version v
                              where v.report_id = r.id order by v.number desc limit 1) is not null
                        order by d.id desc limit 1""")
                .params(roundId, unitCode)
                .query(OffsetDateTime.class)
                .optional()
                .map(due -> Date.from(due.toInstant()));
    }

    /** The unit's newest signed version on this measure in an earlier round. */
    Optional<Version> previous(String measureKey, String unitCode, long roundId) {
        return ReadOnce.find("report before", new Before(measureKey, unitCode, roundId), this::readBefore);
    }

    /** Reads at once what a page will ask of these reports: all their versions, and what was signed before. */
    void readAhead(Collection<ReportRounds.Request> requests) {
        ReadOnce.each(
                "report",
                requests.stream()
                        .map(request -> new Slot(request.roundId(), request.unitCode()))
                        .toList(),
                this::read);
        ReadOnce.each(
                "report before",
                requests.stream()
                        .map(request -> new Before(request.measureKey(), request.unitCode(), request.roundId()))
                        .toList(),
                this::readBefore);
    }

    private Map<Slot, List<Version>> read(Set<Slot> slots) {
        return jdbc
                .sql(VERSION + "where r.round_id in (:rounds) and r.unit_code in (:units) order by v.number")
                .param("rounds", slots.stream().map(Slot::roundId).collect(Collectors.toSet()))
                .param("units", slots.stream().map(Slot::unitCode).collect(Collectors.toSet()))
                .query(ReportStore::version)
                .list()
                .stream()
                .collect(Collectors.groupingBy(version -> new Slot(version.roundId(), version.unitCode())));
    }

    /** First which versions these are, then those alone with what they say. */
    private Map<Before, Version> readBefore(Set<Before> asked) {
        record Signed(long version, String measureKey, String unitCode, long roundId) {}
        List<Signed> signed = jdbc.sql(
                        """
                        select v.id, r.measure_key, r.unit_code, r.round_id
                        from report_version v join report r on r.id = v.report_id
                        where r.measure_key in (:measures) and r.unit_code in (:units) and v.status = 'signed'
                        order by r.round_id, v.number""")
                .param("measures", asked.stream().map(Before::measureKey).collect(Collectors.toSet()))
                .param("units", asked.stream().map(Before::unitCode).collect(Collectors.toSet()))
                .query((row, number) -> new Signed(
                        row.getLong("id"),
                        row.getString("measure_key"),
                        row.getString("unit_code"),
                        row.getLong("round_id")))
                .list();
        Map<Before, Long> ids = new HashMap<>();
        for (Before before : asked) {
            signed.stream()
                    .filter(version -> version.measureKey().equals(before.measureKey())
                            && version.unitCode().equals(before.unitCode())
                            && version.roundId() < before.roundId())
                    .reduce((earlier, later) -> later)
                    .ifPresent(version -> ids.put(before, version.version()));
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, Version> byId = jdbc
                .sql(VERSION + "where v.id in (:ids)")
                .param("ids", Set.copyOf(ids.values()))
                .query(ReportStore::version)
                .list()
                .stream()
                .collect(Collectors.toMap(Version::id, Function.identity()));
        Map<Before, Version> versions = new HashMap<>();
        ids.forEach((before, id) -> versions.put(before, byId.get(id)));
        return versions;
    }

    /** All versions of a unit in a round, oldest first. */
    List<Version> versions(long roundId, String unitCode) {
        return ReadOnce.find("report", new Slot(roundId, unitCode), this::read).orElse(List.of());
    }

    private Optional<Version> newest(long roundId, String unitCode, Predicate<Version> which) {
        return versions(roundId, unitCode).stream().filter(which).reduce((earlier, later) -> later);
    }

    private Optional<Long> reportId(ReportRounds.Request request) {
        return jdbc.sql("select id from report where round_id = ? and unit_code = ?")
                .params(request.roundId(), request.unitCode())
                .query(Long.class)
                .optional();
    }

    private long createReport(ReportRounds.Request request) {
        jdbc.sql("insert into report (round_id, measure_key, unit_code, status) values (?, ?, ?, 'draft')")
                .params(request.roundId(), request.measureKey(), request.unitCode())
                .update();
        return reportId(request).orElseThrow();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("id"),
                row.getLong("report_id"),
                row.getLong("round_id"),
                row.getString("unit_code"),
                row.getInt("number"),
                ReportContent.fromJson(row.getString("content")),
                row.getString("sha256"),
                row.getBoolean("late"),
                row.getString("status"),
                row.getString("written_by"),
                row.getObject("written_at", OffsetDateTime.class),
                row.getString("taken_back_by") != null,
                row.getObject("opened_at") != null);
    }
}
