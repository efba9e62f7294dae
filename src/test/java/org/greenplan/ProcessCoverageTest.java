package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.export.CoverageStateResult;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Runs when all other classes have ended (pom.xml), and looks at what they have travelled, each in its JVM. */
class ProcessCoverageTest {

    @Test
    @DisplayName("每个流程的每个节点、每条连线都由流程测试走过")
    void everyNodeAndEveryFlow_wasTravelledByAProcessTest() throws IOException {
        List<String> tests = TestClasses.of(ProcessTest.class);
        assertThat(tests).as("classes of process tests").isNotEmpty();
        assertThat(tests)
                .as("process tests that have left nothing (all of them run in mvn verify)")
                .allMatch(ProcessCoverage::isWritten);
        CoverageStateResult travelled = ProcessCoverage.merged(tests);

        Map<String, Set<String>> missing = new TreeMap<>();
        int elements = 0;
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:processes/*.bpmn")) {
            try (InputStream content = file.getInputStream()) {
                BpmnModelInstance model = Bpmn.readModelFromStream(content);
                String key = model.getModelElementsByType(Process.class)
                        .iterator()
                        .next()
                        .getId();
                Set<String> wanted = new TreeSet<>();
                model.getModelElementsByType(FlowNode.class).forEach(node -> wanted.add(node.getId()));
                model.getModelElementsByType(SequenceFlow.class).forEach(flow -> wanted.add(flow.getId()));
                elements += wanted.size();
                wanted.removeAll(travelled.getEvents(key).stream()
                        .map(Event::getDefinitionKey)
                        .collect(Collectors.toSet()));
                if (!wanted.isEmpty()) {
                    missing.put(key, wanted);
                }
            }
        }

        assertThat(elements).as("nodes and flows to travel").isPositive();
        assertThat(missing).as("not travelled by any process test").isEmpty();
    }
}
