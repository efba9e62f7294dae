package org.greenplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Deploys what has changed under {@code processes/} and brings every running instance to the newest definition, since a
 * plan runs for a year and its processes will change. Timers keep their dates: only a use case of ours moves a deadline.
 */
class ProcessDeployment {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDeployment.class);
    private static final String NAME = "greenplan-processes";

    private final ProcessEngine engine;
    private final String files;

    /** @param files pattern of the processes' files */
    ProcessDeployment(ProcessEngine engine, String files) {
        this.engine = engine;
        this.files = files;
    }

    void deployAndMigrate() {
        deploy();
        List<ProcessDefinition> newest = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .list();
        for (ProcessDefinition old : older(newest)) {
            newest.stream()
                    .filter(definition -> !definition.getKey().equals(old.getKey()))
                    .forEach(other -> migrateWhatMoved(old, newestOf(old, newest), other));
            migrate(old, newestOf(old, newest), instances(old));
        }
    }

    private void deploy() {
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name(NAME).enableDuplicateFiltering(true);
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(files);
            Arrays.sort(found, Comparator.comparing(Resource::getFilename));
            for (Resource file : found) {
                try (InputStream content = file.getInputStream()) {
                    deployment.addInputStream("processes/" + file.getFilename(), content);
                }
            }
            deployment.deploy();
        } catch (IOException e) {
            throw new UncheckedIOException("the processes cannot be read", e);
        }
    }

    private List<ProcessDefinition> older(List<ProcessDefinition> newest) {
        Set<String> ids = newest.stream().map(ProcessDefinition::getId).collect(Collectors.toSet());
        return engine.getRepositoryService().createProcessDefinitionQuery().list().stream()
                .filter(definition -> !ids.contains(definition.getId()))
                .toList();
    }

    private static ProcessDefinition newestOf(ProcessDefinition old, List<ProcessDefinition> newest) {
        return newest.stream()
                .filter(definition -> definition.getKey().equals(old.getKey()))
                .findFirst()
                .orElseThrow();
    }

    /** Part of a process became one of its own: what waits at tasks that are there now and here no more, goes on there. */
    private void migrateWhatMoved(ProcessDefinition old, ProcessDefinition newest, ProcessDefinition other) {
        Set<String> moved = tasks(old);
        moved.removeAll(tasks(newest));
        moved.retainAll(tasks(other));
        if (!moved.isEmpty()) {
            migrate(old, other, instances(old).activityIdIn(moved.toArray(String[]::new)));
        }
    }

    private Set<String> tasks(ProcessDefinition definition) {
        return engine
                .getRepositoryService()
                .getBpmnModelInstance(definition.getId())
                .getModelElementsByType(UserTask.class)
                .stream()
                .map(UserTask::getId)
                .collect(Collectors.toSet());
    }

    private ProcessInstanceQuery instances(ProcessDefinition definition) {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionId(definition.getId());
    }

    private void migrate(ProcessDefinition from, ProcessDefinition to, ProcessInstanceQuery which) {
        long running = which.count();
        if (running == 0) {
            return;
        }
        RuntimeService runtime = engine.getRuntimeService();
        MigrationPlan plan = runtime.createMigrationPlan(from.getId(), to.getId())
                .mapEqualActivities()
                .build();
        runtime.newMigration(plan).processInstanceQuery(which).execute();
        LOG.info(
                "migrated {} instances of {} from version {} to {} of {}",
                running,
                from.getKey(),
                from.getVersion(),
                to.getVersion(),
                to.getKey());
    }
}
