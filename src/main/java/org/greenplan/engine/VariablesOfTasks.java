package org.greenplan.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What many tasks see of their processes' variables, read at once; the engine itself reads task by task. */
@Component
class VariablesOfTasks {

    private final RuntimeService runtime;
    private final IdentityService identity;
    private final JdbcClient jdbc;

    VariablesOfTasks(@Lazy RuntimeService runtime, @Lazy IdentityService identity, JdbcClient jdbc) {
        this.runtime = runtime;
        this.identity = identity;
        this.jdbc = jdbc;
    }

    /** By task id: what the task sees, its own and those of the scopes around it, the nearest first. */
    Map<String, Map<String, Object>> of(Collection<CandidateTasks.Open> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        Set<String> instances =
                tasks.stream().map(CandidateTasks.Open::processInstanceId).collect(Collectors.toSet());
        Map<String, String> parents = parents(instances);
        List<VariableInstance> all = AsSystem.call(identity, () -> runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instances.toArray(String[]::new))
                .disableBinaryFetching()
                .list());
        Map<String, Map<String, Object>> byScope = new HashMap<>();
        for (VariableInstance variable : all) {
            String scope = variable.getTaskId() == null ? variable.getExecutionId() : variable.getTaskId();
            byScope.computeIfAbsent(scope, none -> new HashMap<>()).put(variable.getName(), variable.getValue());
        }
        Map<String, Map<String, Object>> seen = new HashMap<>();
        for (CandidateTasks.Open task : tasks) {
            Map<String, Object> variables = new HashMap<>(byScope.getOrDefault(task.id(), Map.of()));
            @Nullable String scope = task.executionId();
            while (scope != null) {
                byScope.getOrDefault(scope, Map.of()).forEach(variables::putIfAbsent);
                scope = parents.get(scope);
            }
            seen.put(task.id(), variables);
        }
        return seen;
    }

    /** Of each execution the one around it. */
    private Map<String, String> parents(Set<String> instances) {
        Map<String, String> parents = new HashMap<>();
        jdbc.sql(
                        "select id_, parent_id_ from act_ru_execution where proc_inst_id_ in (:instances) and parent_id_ is not null")
                .param("instances", instances)
                .query(row -> {
                    parents.put(row.getString("id_"), row.getString("parent_id_"));
                });
        return parents;
    }
}
