package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Runs after all other classes (src/test/resources/junit-platform.properties) and looks at what they have travelled. */
@Order(Integer.MAX_VALUE)
class ProcessCoverageTest {

    @Test
    @DisplayName("每个流程的每个节点、每条连线都由流程测试走过")
    void everyNodeAndEveryFlow_wasTravelledByAProcessTest() throws IOException {
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
                wanted.removeAll(ProcessCoverage.travelled(key));
                if (!wanted.isEmpty()) {
                    missing.put(key, wanted);
                }
            }
        }
        if (!ProcessCoverage.travelled("measure-cycle").isEmpty()) {
            ProcessCoverage.report();
        }

        assertThat(elements).as("nodes and flows to travel").isPositive();
        assertThat(missing)
                .as("not travelled by any process test (these must run before, in the same JVM)")
                .isEmpty();
    }
}
