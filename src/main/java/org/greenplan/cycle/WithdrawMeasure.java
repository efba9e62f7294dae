package org.greenplan.cycle;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 终止措施: tells the measure's running cycle. */
@Component("withdrawMeasure")
public class WithdrawMeasure implements JavaDelegate {

    private final RuntimeService runtime;
    private final Withdrawals withdrawals;

    WithdrawMeasure(RuntimeService runtime, Withdrawals withdrawals) {
        this.runtime = runtime;
        this.withdrawals = withdrawals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = withdrawals.of(execution).measureKey();
        runtime.createMessageCorrelation(CycleVariables.MESSAGE_MEASURE_WITHDRAWN)
                .processInstanceBusinessKey(key)
                .correlate();
    }
}
