package org.greenplan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ElementCoverageParseListener;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.springframework.stereotype.Component;

/**
 * Collects which elements of the processes the process tests travel, one run per test. The library's JUnit extension
 * wants an engine configuration of its own; here its parse listener is put into the application's engine instead, found
 * by the application's own scan. What happens outside a process test (the demonstration's launch, tests of the web) is
 * kept apart and does not count.
 */
@Component
class ProcessCoverage extends AbstractProcessEnginePlugin {

    private static final String PROCESSES = "processes";
    private static final String ELSEWHERE = "elsewhere";

    private static final DefaultCollector COLLECTOR = new DefaultCollector(new ExecutionContextModelProvider());

    static {
        COLLECTOR.createSuite(new Suite(PROCESSES, PROCESSES));
        COLLECTOR.createSuite(new Suite(ELSEWHERE, ELSEWHERE));
        COLLECTOR.createRun(new Run(ELSEWHERE, ELSEWHERE), ELSEWHERE);
        end();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ElementCoverageParseListener listener = new ElementCoverageParseListener();
        listener.setCoverageState(COLLECTOR);
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(listener);
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    /** From now on, what is travelled counts as this test's. */
    static void begin(String test) {
        COLLECTOR.activateSuite(PROCESSES);
        if (COLLECTOR.getActiveSuite().getRun(test) == null) {
            COLLECTOR.createRun(new Run(test, test), PROCESSES);
        }
        COLLECTOR.activateRun(test);
    }

    static void end() {
        COLLECTOR.activateSuite(ELSEWHERE);
        COLLECTOR.activateRun(ELSEWHERE);
    }

    /** Ids of the nodes and flows of a process that process tests have travelled. */
    static Set<String> travelled(String processKey) {
        Set<String> ids = new HashSet<>();
        for (Event event : suite().getEvents(processKey)) {
            ids.add(event.getDefinitionKey());
        }
        return ids;
    }

    /** Draws what was travelled, by test, under target/process-test-coverage. */
    static void report() {
        COLLECTOR.activateSuite(PROCESSES);
        try {
            CoverageReportUtil.createReport(COLLECTOR, null);
            CoverageReportUtil.createJsonReport(COLLECTOR, null);
        } finally {
            end();
        }
    }

    private static Suite suite() {
        return COLLECTOR.getSuites().get(PROCESSES);
    }
}
