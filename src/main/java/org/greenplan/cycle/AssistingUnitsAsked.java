package org.greenplan.cycle;

import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.springframework.stereotype.Component;

/** No measure closes before its assisting units were asked on the reports with which it closes. */
@Component
class AssistingUnitsAsked implements ClosingCondition {

    private final RoundStore rounds;
    private final Directory directory;

    AssistingUnitsAsked(RoundStore rounds, Directory directory) {
        this.rounds = rounds;
        this.directory = directory;
    }

    @Override
    public Optional<String> obstacle(String measureKey) {
        String unasked = rounds.newest(measureKey).stream()
                .flatMap(round -> rounds.confirmers(round.id()).stream())
                .filter(confirmer -> confirmer.state().equals("expected"))
                .map(confirmer -> directory.nameOf(confirmer.unitCode()))
                .collect(Collectors.joining("、"));
        return unasked.isEmpty()
                ? Optional.empty()
                : Optional.of("会签单位尚未征求意见：%s。现在不能办结：请选“继续推进”，有单位报“已完成”或到最后一期时会签；要现在办结的，退回主责单位改报“已完成”，签出后随即会签。"
                        .formatted(unasked));
    }
}
