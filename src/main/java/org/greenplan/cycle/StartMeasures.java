package org.greenplan.cycle;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 启动各项措施: one measure-cycle per measure; a measure that runs already is left alone. */
@Component("startMeasures")
public class StartMeasures implements JavaDelegate {

    private final PlanLaunch launch;
    private final MeasureCatalogue catalogue;
    private final MeasureState state;
    private final Measures measures;
    private final Directory directory;
    private final RuntimeService runtime;
    private final Timeline timeline;

    StartMeasures(
            PlanLaunch launch,
            MeasureCatalogue catalogue,
            MeasureState state,
            Measures measures,
            Directory directory,
            RuntimeService runtime,
            Timeline timeline) {
        this.launch = launch;
        this.catalogue = catalogue;
        this.state = state;
        this.measures = measures;
        this.directory = directory;
        this.runtime = runtime;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int year = ((Number) execution.getVariable(CycleVariables.PLAN_YEAR)).intValue();
        launch.launched(year);
        for (Measure measure : catalogue.ofPlan(year)) {
            if (state.launch(measure.key())) {
                timeline.add(measure.key(), null, null, TimelineEvent.LAUNCHED, "计划下达。");
                Map<String, Object> variables = new HashMap<>();
                variables.put(CycleVariables.MEASURE_KEY, measure.key());
                variables.put(CycleVariables.TASK_TITLE, measure.taskTitle());
                variables.put(CycleVariables.MEASURE_TEXT, measure.firstWords());
                variables.put(CycleVariables.UNIT_NAME, directory.nameOf(measures.leadOf(measure.key())));
                runtime.startProcessInstanceByKey(CycleVariables.MEASURE_CYCLE, measure.key(), variables);
            }
        }
    }
}
