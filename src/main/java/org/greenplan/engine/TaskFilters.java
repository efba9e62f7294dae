package org.greenplan.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.greenplan.task.Step;
import org.springframework.stereotype.Component;

/** The lists in Tasklist, made for these users; a list that an administrator has changed stays as it is. */
@Component
class TaskFilters {

    private static final String TO_SIGN = "待我审签";

    /** Of an earlier release; they named what they did not count. */
    private static final List<String> FORMER_NAMES = List.of("本单位待办", "即将到期", "已逾期");

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

    /** Each counts what its name says of whom: 我的 is what the person may do now, whoever of the unit may do it too. */
    void create() {
        if (FORMER_NAMES.stream().anyMatch(this::exists)) {
            FORMER_NAMES.forEach(this::delete);
            delete(TO_SIGN);
        }
        create("我的待办", 10, "#1f6b4a", mine());
        create(
                "我和同事的待办",
                20,
                "#2f855a",
                tasks.createTaskQuery()
                        .taskCandidateGroupInExpression(EngineExpressions.MY_GROUPS)
                        .includeAssignedTasks());
        create(
                TO_SIGN,
                30,
                "#b7791f",
                mine().taskDefinitionKeyIn(
                                Step.ids(step -> step.subject().isPresent()).toArray(String[]::new)));
        create(
                "我的7天内到期",
                40,
                "#c05621",
                mine().dueAfterExpression(EngineExpressions.TODAY).dueBeforeExpression(EngineExpressions.IN_A_WEEK));
        create("我的已逾期", 50, "#c53030", mine().dueBeforeExpression(EngineExpressions.TODAY));
    }

    private TaskQuery mine() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(EngineExpressions.MY_NAME)
                .taskCandidateGroupInExpression(EngineExpressions.MY_GROUPS)
                .endOr();
    }

    private boolean exists(String name) {
        return filters.createTaskFilterQuery().filterName(name).count() > 0;
    }

    private void delete(String name) {
        filters.createTaskFilterQuery().filterName(name).list().forEach(filter -> filters.deleteFilter(filter.getId()));
    }

    private void create(String name, int priority, String color, TaskQuery query) {
        if (exists(name)) {
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
