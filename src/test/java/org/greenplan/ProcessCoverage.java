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
 * by the application's own scan. What happens outside a process test (the demonstration's launch, tests of the web)
 * does not count.
 */
@Component
class ProcessCoverage extends AbstractProcessEnginePlugin {

    private static final String PROCESSES = "processes";

    private static final DefaultCollector COLLECTOR = new DefaultCollector(new ExecutionContextModelProvider());

    /** The test that travels now, empty between process tests; guarded by the collector, since jobs have own threads. */
    private static String travelling = "";

    static {
        COLLECTOR.createSuite(new Suite(PROCESSES, PROCESSES));
        COLLECTOR.activateSuite(PROCESSES);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ElementCoverageParseListener listener = new ElementCoverageParseListener();
        listener.setCoverageState(ProcessCoverage::count);
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(listener);
        engine.setCustomPostBPMNParseListeners(listeners);
    }

    private static void count(Event event) {
        synchronized (COLLECTOR) {
            if (!travelling.isEmpty()) {
                COLLECTOR.addEvent(event);
            }
        }
    }

    /** From now on, what is travelled counts as this test's. */
    static void begin(String test) {
        synchronized (COLLECTOR) {
            if (suite().getRun(test) == null) {
                COLLECTOR.createRun(new Run(test, test), PROCESSES);
            }
            COLLECTOR.activateRun(test);
            travelling = test;
        }
    }

    static void end() {
        synchronized (COLLECTOR) {
            travelling = "";
        }
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
        CoverageReportUtil.createReport(COLLECTOR, null);
        CoverageReportUtil.createJsonReport(COLLECTOR, null);
    }

    private static Suite suite() {
        return COLLECTOR.getSuites().get(PROCESSES);
    }
}
