package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.Indicator;
import org.greenplan.report.ReportContent;
import org.greenplan.report.ReportView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the reports of a measure. What a unit's supervisor has not signed is shown to that unit alone, to nobody else,
 * whatever else they may see.
 */
@Repository
class DossierReports {

    private static final Map<String, String> VERSION_STATUS =
            Map.of("waiting", "待分管领导审签", "sent_back", "分管领导退回", "signed", "已审签", "taken_back", "未审签，已撤回");

    private final JdbcClient jdbc;
    private final FileStore files;
    private final People people;
    private final DossierSignatures signatures;

    DossierReports(JdbcClient jdbc, FileStore files, People people, DossierSignatures signatures) {
        this.jdbc = jdbc;
        this.files = files;
        this.people = people;
        this.signatures = signatures;
    }

    /** One report, whatever versions it has. */
    private record Given(long id, String unitName, boolean late) {}

    /** The reports by round, unit by unit, newest version first; a report without a visible version is left out. */
    Map<Long, List<Dossier.Report>> byRound(String measureKey, List<Indicator> indicators, Set<String> ownUnits) {
        Map<Long, List<ReportView.FileView>> files = files(measureKey);
        Map<Long, List<Dossier.Signature>> signed = signatures.ofReports(measureKey, ownUnits);
        Map<String, String> names = people.namesOf(jdbc.sql(
                        """
                        select distinct v.written_by from report r join report_version v on v.report_id = r.id
                        where r.measure_key = ?""")
                .param(measureKey)
                .query(String.class)
                .list());
        Map<Long, Map<Given, List<Dossier.Version>>> versions = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select r.id as report_id, r.round_id, r.unit_code, r.late as report_late, u.name as unit_name,
                               p.name as period_name, v.*
                        from report r join report_version v on v.report_id = r.id join unit u on u.code = r.unit_code
                             join round d on d.id = r.round_id join period p on p.id = d.period_id
                        where r.measure_key = ? order by r.round_id, u.position, v.number desc""")
                .param(measureKey)
                .query(row -> {
                    boolean visible =
                            row.getString("status").equals("signed") || ownUnits.contains(row.getString("unit_code"));
                    if (visible) {
                        Given given = new Given(
                                row.getLong("report_id"), row.getString("unit_name"), row.getBoolean("report_late"));
                        versions.computeIfAbsent(row.getLong("round_id"), none -> new LinkedHashMap<>())
                                .computeIfAbsent(given, none -> new ArrayList<>())
                                .add(version(row, names, indicators, files, signed));
                    }
                });
        Map<Long, List<Dossier.Report>> reports = new LinkedHashMap<>();
        versions.forEach((round, byReport) -> reports.put(
                round,
                byReport.entrySet().stream()
                        .map(entry -> report(entry.getKey(), entry.getValue()))
                        .toList()));
        return reports;
    }

    private static Dossier.Report report(Given given, List<Dossier.Version> versions) {
        return new Dossier.Report(
                given.unitName(), given.late(), versions.get(0), List.copyOf(versions.subList(1, versions.size())));
    }

    private static Dossier.Version version(
            ResultSet row,
            Map<String, String> names,
            List<Indicator> indicators,
            Map<Long, List<ReportView.FileView>> files,
            Map<Long, List<Dossier.Signature>> signed)
            throws SQLException {
        long id = row.getLong("id");
        String status = row.getString("status");
        ReportView.Head head = new ReportView.Head(
                row.getString("unit_code"),
                row.getString("unit_name"),
                row.getString("period_name"),
                row.getInt("number"),
                names.getOrDefault(row.getString("written_by"), row.getString("written_by")),
                row.getObject("written_at", OffsetDateTime.class),
                row.getBoolean("late"),
                null,
                null,
                row.getString("sha256"));
        return new Dossier.Version(
                ReportView.of(
                        head,
                        ReportContent.fromJson(row.getString("content")),
                        indicators,
                        files.getOrDefault(id, List.of())),
                VERSION_STATUS.getOrDefault(status, status),
                status.equals("signed"),
                signed.getOrDefault(id, List.of()));
    }

    private Map<Long, List<ReportView.FileView>> files(String measureKey) {
        Map<Long, List<String>> ids = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select re.report_version_id, re.evidence_id
                        from report_evidence re join report_version v on v.id = re.report_version_id
                             join report r on r.id = v.report_id
                        where r.measure_key = ?""")
                .param(measureKey)
                .query(row -> {
                    ids.computeIfAbsent(row.getLong("report_version_id"), none -> new ArrayList<>())
                            .add(row.getString("evidence_id"));
                });
        Map<String, KeptFile> kept = files.find(
                ids.values().stream().flatMap(List::stream).distinct().toList());
        Map<Long, List<ReportView.FileView>> views = new LinkedHashMap<>();
        ids.forEach((version, of) -> views.put(
                version,
                of.stream()
                        .map(kept::get)
                        .sorted(Comparator.comparing(KeptFile::uploadedAt).thenComparing(KeptFile::name))
                        .map(ReportView.FileView::of)
                        .toList()));
        return views;
    }
}
