package org.greenplan.cycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.task.InputField;
import org.greenplan.task.PlainText;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** Sending reports back to chosen units of a round, and asking assisting units again: one piece for review and coordination. */
@Component
class Returns {

    static final int OPINION_LENGTH = 1000;
    private static final int MOST_UNITS = 60;
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

    static List<InputField> fields() {
        return List.of(
                InputField.rows(RETURNS, "退回单位", MOST_UNITS, "退回时必填；每行 unit（本期填报单位代码）、opinion（对该单位的意见，必填，最多1000字）。"),
                InputField.list(RECONFIRM, "重新会签单位", MOST_UNITS, "选填，协办单位代码；有意见的单位总会重新会签。"));
    }

    void check(long roundId, TaskInput input, Violations violations) {
        Set<String> reporters =
                rounds.reporters(roundId).stream().map(Round.Reporter::unitCode).collect(Collectors.toSet());
        List<Map<String, Object>> rows = input.rows(RETURNS);
        violations.addIf(rows.isEmpty(), RETURNS, "returns-missing", "请选择退回哪些单位。");
        Set<String> seen = new java.util.HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String field = RETURNS + "[" + i + "]";
            Object unit = rows.get(i).get("unit");
            violations.addIf(
                    !reporters.contains(unit) || !seen.add(String.valueOf(unit)),
                    field + ".unit",
                    "unknown-unit",
                    "只能退回本期填报的单位，且每个单位一次。");
            Object opinion = rows.get(i).get("opinion");
            boolean written =
                    opinion instanceof String text && !PlainText.isBlank(text) && text.length() <= OPINION_LENGTH;
            violations.addIf(
                    !written,
                    field + ".opinion",
                    "opinion-missing",
                    "请写明对%s的意见（最多%d字）。".formatted(directory.nameOf(String.valueOf(unit)), OPINION_LENGTH));
        }
        Set<String> confirmers = rounds.confirmers(roundId).stream()
                .map(Round.Confirmer::unitCode)
                .collect(Collectors.toSet());
        violations.addIf(
                !confirmers.containsAll(input.list(RECONFIRM)), RECONFIRM, "unknown-unit", "只能请本期会签的协办单位重新会签。");
    }

    Map<String, String> opinions(TaskInput input) {
        Map<String, String> opinions = new LinkedHashMap<>();
        input.rows(RETURNS)
                .forEach(row -> opinions.put((String) row.get("unit"), PlainText.of((String) row.get("opinion"))));
        return opinions;
    }

    /** Asks the chosen units again; of the assisting units the dissenters, and whom the lead names. */
    void ask(Round round, TaskInput input, String user) {
        rounds.reopen(round.id());
        opinions(input).forEach((unit, opinion) -> {
            lateReports.cancel(round, unit);
            rounds.askReporterAgain(round.id(), unit, user, opinion, deadlines.returnedReport(round.measureKey()));
        });
        for (Round.Confirmer confirmer : rounds.confirmers(round.id())) {
            boolean dissented = confirmations
                    .latest(round.id(), confirmer.unitCode())
                    .filter(given -> given.outcome().equals("dissented"))
                    .isPresent();
            if (dissented || input.list(RECONFIRM).contains(confirmer.unitCode())) {
                rounds.askConfirmerAgain(round.id(), confirmer.unitCode());
            }
        }
    }

    String sentence(TaskInput input) {
        return opinions(input).entrySet().stream()
                .map(entry -> directory.nameOf(entry.getKey()) + "：" + entry.getValue())
                .collect(Collectors.joining("；"));
    }
}
