package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.task.Hashes;
import org.greenplan.task.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads signatures. What a supervisor sends back inside its own unit stays inside. */
@Repository
class DossierSignatures {

    private static final Set<String> INSIDE_A_UNIT =
            Set.of("assignment", "report", "dissent", "closing", "withdrawal", "indicators", "submission");
    private final JdbcClient jdbc;

    DossierSignatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All signatures of a measure in their order, as far as somebody of these units may see them. */
    List<Dossier.Signature> ofMeasure(String measureKey, Set<String> ownUnits) {
        List<Dossier.Signature> all = new ArrayList<>();
        read(measureKey, ownUnits, (row, signature) -> all.add(signature));
        return all;
    }

    /** The signatures under report versions, by version. */
    Map<Long, List<Dossier.Signature>> ofReports(String measureKey, Set<String> ownUnits) {
        Map<Long, List<Dossier.Signature>> byVersion = new LinkedHashMap<>();
        read(measureKey, ownUnits, (row, signature) -> {
            if (row.getString("subject").equals("report")) {
                byVersion
                        .computeIfAbsent(row.getLong("subject_id"), none -> new ArrayList<>())
                        .add(signature);
            }
        });
        return byVersion;
    }

    private void read(String measureKey, Set<String> ownUnits, Reader reader) {
        jdbc.sql(
                        """
                        select s.*, u.name as unit_name from signature s left join unit u on u.code = s.unit_code
                        where s.measure_key = ? order by s.id""")
                .param(measureKey)
                .query(row -> {
                    boolean approved = row.getString("decision").equals("approve");
                    boolean inside = INSIDE_A_UNIT.contains(row.getString("subject")) && !approved;
                    if (!inside || ownUnits.contains(row.getString("unit_code"))) {
                        reader.read(row, signature(row, approved));
                    }
                });
    }

    private static Dossier.Signature signature(ResultSet row, boolean approved) throws SQLException {
        String subject = row.getString("subject");
        String unitName = row.getString("unit_name");
        return new Dossier.Signature(
                Step.signing(subject).map(Step::title).orElse(subject),
                approved ? "同意" : "退回",
                approved,
                row.getString("opinion"),
                row.getString("signer_name"),
                unitName == null ? row.getString("unit_code") : unitName,
                Times.minute(row, "signed_at"),
                Hashes.shortened(row.getString("sha256")));
    }

    private interface Reader {
        void read(ResultSet row, Dossier.Signature signature) throws SQLException;
    }
}
