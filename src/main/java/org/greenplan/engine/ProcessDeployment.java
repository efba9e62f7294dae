package org.greenplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
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
        newest.forEach(this::migrateTo);
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

    private void migrateTo(ProcessDefinition newest) {
        RuntimeService runtime = engine.getRuntimeService();
        List<ProcessDefinition> older = engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(newest.getKey())
                .list()
                .stream()
                .filter(definition -> definition.getVersion() < newest.getVersion())
                .toList();
        for (ProcessDefinition old : older) {
            long running = runtime.createProcessInstanceQuery()
                    .processDefinitionId(old.getId())
                    .count();
            if (running == 0) {
                continue;
            }
            MigrationPlan plan = runtime.createMigrationPlan(old.getId(), newest.getId())
                    .mapEqualActivities()
                    .build();
            runtime.newMigration(plan)
                    .processInstanceQuery(runtime.createProcessInstanceQuery().processDefinitionId(old.getId()))
                    .execute();
            LOG.info(
                    "migrated {} instances of {} from version {} to {}",
                    running,
                    newest.getKey(),
                    old.getVersion(),
                    newest.getVersion());
        }
    }
}
