package org.greenplan.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 开启报送期次. */
@Component("openRound")
public class OpenRound implements JavaDelegate {

    private final RoundOpening opening;

    OpenRound(RoundOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Round round = opening.open(Measures.key(execution));
        execution.setVariable(CycleVariables.ROUND_ID, round.id());
        execution.setVariable(CycleVariables.PERIOD_NAME, round.period().name());
    }
}
