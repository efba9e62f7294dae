package org.greenplan.cycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sending reports back to chosen units of a round, and asking assisting units again: one piece for review and coordination. */
@Component
class Returns {

    /** What is sent back to one unit. */
    record Return(@Nullable String unit, @Nullable Object opinion) {}

    /** What may be sent back. */
    interface Given {

        List<Return> returns();

        /** Codes of the assisting units to be asked again. */
        List<String> reconfirm();

        /** What is said to each unit, once it was checked. */
        default Map<String, String> opinions() {
            Map<String, String> opinions = new LinkedHashMap<>();
            returns()
                    .forEach(row -> opinions.put(
                            Objects.requireNonNull(row.unit()), Objects.requireNonNull((String) row.opinion())));
            return opinions;
        }
    }

    static final int MOST_UNITS = 60;
    static final String RETURNS_RULE = "退回时必填；每行 unit（本期填报单位代码）、opinion（对该单位的意见，必填，最多1000字）。";
    static final String RECONFIRM_RULE = "选填，协办单位代码；有意见的单位总会重新会签。";
    private static final int OPINION_LENGTH = 1000;
    private static final String RETURNS = "returns";
    private static final String RECONFIRM = "reconfirm";

    private final RoundStore rounds;
    private final ConfirmationStore confirmations;
    private final LateReports lateReports;
    private final Deadlines deadlines;
    private final Directory directory;

    Returns(
            RoundStore rounds,
            ConfirmationStore confirmations,
            LateReports lateReports,
            Deadlines deadlines,
            Directory directory) {
        this.rounds = rounds;
        this.confirmations = confirmations;
        this.lateReports = lateReports;
        this.deadlines = deadlines;
        this.directory = directory;
    }

    void check(long roundId, Given input, Violations violations) {
        Set<String> reporters =
                rounds.reporters(roundId).stream().map(Round.Reporter::unitCode).collect(Collectors.toSet());
        List<Return> rows = input.returns();
        violations.addIf(rows.isEmpty(), RETURNS, "returns-missing", "请选择退回哪些单位。");
        Set<String> seen = new java.util.HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String field = RETURNS + "[" + i + "]";
            String unit = rows.get(i).unit();
            violations.addIf(
                    !reporters.contains(unit) || !seen.add(String.valueOf(unit)),
                    field + ".unit",
                    "unknown-unit",
                    "只能退回本期填报的单位，且每个单位一次。");
            boolean written = rows.get(i).opinion() instanceof String opinion && opinion.length() <= OPINION_LENGTH;
            violations.addIf(
                    !written,
                    field + ".opinion",
                    "opinion-missing",
                    "请写明对%s的意见（最多%d字）。".formatted(directory.nameOf(String.valueOf(unit)), OPINION_LENGTH));
        }
        Set<String> confirmers = rounds.confirmers(roundId).stream()
                .map(Round.Confirmer::unitCode)
                .collect(Collectors.toSet());
        violations.addIf(!confirmers.containsAll(input.reconfirm()), RECONFIRM, "unknown-unit", "只能请本期会签的协办单位重新会签。");
    }

    /** Asks the chosen units again; of the assisting units the dissenters, and whom the lead names. */
    void ask(Round round, Given input, String user) {
        rounds.reopen(round.id());
        input.opinions().forEach((unit, opinion) -> {
            lateReports.cancel(round, unit);
            rounds.askReporterAgain(round.id(), unit, user, opinion, deadlines.returnedReport(round.measureKey()));
        });
        for (Round.Confirmer confirmer : rounds.confirmers(round.id())) {
            boolean dissented = confirmations
                    .latest(round.id(), confirmer.unitCode())
                    .filter(given -> given.outcome().equals("dissented"))
                    .isPresent();
            if (dissented || input.reconfirm().contains(confirmer.unitCode())) {
                rounds.askConfirmerAgain(round.id(), confirmer.unitCode());
            }
        }
    }

    String sentence(Given input) {
        return input.opinions().entrySet().stream()
                .map(entry -> directory.nameOf(entry.getKey()) + "：" + entry.getValue())
                .collect(Collectors.joining("；"));
    }
}
