package org.greenplan.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The lists in Tasklist, made for these users; a list that an administrator has changed stays as it is. */
@Component
class TaskFilters {

    private static final String[] SIGNATURES = {
        "userTask_approveReport",
        "userTask_approveIndicators",
        "userTask_approveSubmission",
        "userTask_endorseSubmission",
        "userTask_approveAssignment",
        "userTask_approveDissent",
        "userTask_approveClosing",
        "userTask_acceptClosing",
        "userTask_approveLaunch",
        "userTask_approveWithdrawal"
    };
    private static final List<Map<String, String>> ON_CARDS = List.of(
            Map.of("name", "measureText", "label", "措施"),
            Map.of("name", "unitName", "label", "单位"),
            Map.of("name", "periodName", "label", "期次"));

    private final FilterService filters;
    private final TaskService tasks;
    private final StaffGrants grants;

    TaskFilters(FilterService filters, TaskService tasks, StaffGrants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void create() {
        create(
                "我的待办",
                10,
                "#1f6b4a",
                tasks.createTaskQuery()
                        .or()
                        .taskAssigneeExpression(EngineExpressions.MY_NAME)
                        .taskCandidateGroupInExpression(EngineExpressions.MY_GROUPS)
                        .endOr());
        create("本单位待办", 20, "#2f855a", ofMyGroups());
        create("待我审签", 30, "#b7791f", ofMyGroups().taskDefinitionKeyIn(SIGNATURES));
        create(
                "即将到期",
                40,
                "#c05621",
                ofMyGroups()
                        .dueAfterExpression(EngineExpressions.NOW)
                        .dueBeforeExpression(EngineExpressions.IN_A_WEEK));
        create("已逾期", 50, "#c53030", ofMyGroups().dueBeforeExpression(EngineExpressions.NOW));
    }

    private TaskQuery ofMyGroups() {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression(EngineExpressions.MY_GROUPS)
                .includeAssignedTasks();
    }

    private void create(String name, int priority, String color, TaskQuery query) {
        if (filters.createTaskFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filters.newTaskFilter(name)
                .setQuery(query.orderByDueDate().asc())
                .setProperties(Map.of(
                        "priority", priority,
                        "color", color,
                        "refresh", true,
                        "showUndefinedVariable", false,
                        "variables", ON_CARDS));
        filters.saveFilter(filter);
        grants.filter(filter.getId());
    }
}
