package org.greenplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.community.process_test_coverage.core.export.CoverageStateJsonExporter;
import org.camunda.community.process_test_coverage.core.export.CoverageStateResult;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ElementCoverageParseListener;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.springframework.stereotype.Component;

/**
 * Collects which elements of the processes the process tests travel, one run per test, and leaves it in a file per class,
 * in whichever JVM that runs. The library's JUnit extension wants an engine configuration of its own; here its parse
 * listener is put into the application's engine instead, found by the application's own scan. What happens outside a
 * process test (the demonstration's launch, tests of the web) does not count.
 */
@Component
class ProcessCoverage extends AbstractProcessEnginePlugin {

    private static final Path FOLDER = Path.of(CoverageReportUtil.TARGET_DIR_ROOT);

    private static final DefaultCollector COLLECTOR = new DefaultCollector(new ExecutionContextModelProvider());

    /** Whether a process test is under way; guarded by the collector, since jobs have own threads. */
    private static boolean travelling;

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
            if (travelling) {
                COLLECTOR.addEvent(event);
            }
        }
    }

    /** From now on, what is travelled counts as this test's. */
    static void begin(Class<?> tests, String test) {
        synchronized (COLLECTOR) {
            suite(tests);
            if (COLLECTOR.getActiveSuite().getRun(test) == null) {
                COLLECTOR.createRun(new Run(test, test), tests.getName());
            }
            COLLECTOR.activateRun(test);
            travelling = true;
        }
    }

    static void end() {
        synchronized (COLLECTOR) {
            travelling = false;
        }
    }

    /** Leaves what a class has travelled for {@link ProcessCoverageTest}. */
    static void write(Class<?> tests) {
        synchronized (COLLECTOR) {
            suite(tests);
            CoverageReportUtil.createJsonReport(COLLECTOR, null);
        }
    }

    private static void suite(Class<?> tests) {
        String name = tests.getName();
        if (!COLLECTOR.getSuites().containsKey(name)) {
            COLLECTOR.createSuite(new Suite(name, name));
        }
        COLLECTOR.activateSuite(name);
    }

    /** Whether a class of that name has left what it travelled. */
    static boolean isWritten(String tests) {
        return Files.exists(file(tests));
    }

    /** What these classes have travelled together, drawn under target/process-test-coverage, by class and test. */
    static CoverageStateResult merged(Collection<String> tests) throws IOException {
        String all = CoverageStateJsonExporter.createCoverageStateResult(List.of(), List.of());
        for (String name : tests) {
            all = CoverageStateJsonExporter.combineCoverageStateResults(all, Files.readString(file(name)));
        }
        CoverageReportUtil.writeReport(all, true, FOLDER.toFile(), "report.html", CoverageReportUtil::generateHtml);
        return CoverageStateJsonExporter.readCoverageStateResult(all);
    }

    private static Path file(String tests) {
        return FOLDER.resolve(tests).resolve("report.json");
    }
}
