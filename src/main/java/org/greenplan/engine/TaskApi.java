package org.greenplan.engine;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.directory.People;
import org.greenplan.task.Drafts;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a task's form reads and where it keeps what is typed. The rights are the engine's own: who may read the task. */
@RestController
@RequestMapping("/api/tasks/{taskId}")
class TaskApi {

    /**
     * @param view what the form shows
     * @param values what it starts with, and over it what was typed
     */
    record Form(
            String taskId,
            String taskKey,
            String name,
            @Nullable String assignee,
            String user,
            java.util.@Nullable Date due,
            Map<String, Object> view,
            Map<String, Object> values) {}

    /** @param errors what would be refused if it were handed in now, by field */
    record Checked(List<FieldError> errors) {}

    /** Somebody who may do the task. */
    record Colleague(String id, String name) {}

    /** @param person login name */
    record HandOver(@Nullable String person) {}

    private final TaskService tasks;
    private final IdentityService identity;
    private final TaskForms forms;
    private final Drafts drafts;
    private final People people;

    TaskApi(TaskService tasks, IdentityService identity, TaskForms forms, Drafts drafts, People people) {
        this.tasks = tasks;
        this.identity = identity;
        this.forms = forms;
        this.drafts = drafts;
        this.people = people;
    }

    @GetMapping("/form")
    Form form(@PathVariable String taskId, Principal principal) {
        TaskContext task = read(taskId, principal.getName());
        TaskForm form = forms.get(task.key());
        Map<String, Object> values = new HashMap<>(form.initial(task));
        values.putAll(drafts.find(form.draftKey(task)));
        return new Form(
                task.id(), task.key(), task.name(), task.assignee(), task.user(), task.due(), form.view(task), values);
    }

    @PutMapping("/draft")
    Checked keep(@PathVariable String taskId, @RequestBody Map<String, Object> typed, Principal principal) {
        TaskContext task = read(taskId, principal.getName());
        if (task.assignee() != null && !task.assignee().equals(principal.getName())) {
            throw RuleViolation.conflict("task-claimed", "这项任务已由" + people.nameOf(task.assignee()) + "认领，您填写的内容没有保存。");
        }
        List<String> mine = GroupIds.of(people, principal.getName());
        if (tasks.getIdentityLinksForTask(taskId).stream().noneMatch(link -> mine.contains(link.getGroupId()))) {
            throw RuleViolation.forbidden("task-not-yours", "这项任务不属于您所在的单位或岗位，您填写的内容没有保存。");
        }
        TaskForm form = forms.get(task.key());
        Map<String, Object> known = new HashMap<>(typed);
        known.keySet().retainAll(forms.inputNames(task.key()));
        drafts.save(form.draftKey(task), known, principal.getName());
        Map<String, Object> raw = new HashMap<>(form.initial(task));
        raw.putAll(known);
        Violations violations = new Violations();
        TaskInput input = TaskInput.read(form.inputs(), raw, violations);
        form.check(task, input, violations);
        return new Checked(violations.errors());
    }

    /** Who may be given this task: the people of its candidate groups. */
    @GetMapping("/colleagues")
    List<Colleague> colleagues(@PathVariable String taskId, Principal principal) {
        read(taskId, principal.getName());
        List<String> groups = AsSystem.call(identity, () -> tasks.getIdentityLinksForTask(taskId).stream()
                .filter(link -> link.getGroupId() != null)
                .map(link -> link.getGroupId())
                .toList());
        return groups.stream()
                .flatMap(group -> (GroupIds.isStaff(group)
                                ? people.clerks(GroupIds.unitOf(group))
                                : people.supervisors(GroupIds.unitOf(group)))
                        .stream())
                .map(person -> new Colleague(person.id(), person.name()))
                .toList();
    }

    /** Gives the task to a colleague, or takes it over; the guard of every task refuses anybody else. */
    @PutMapping("/assignee")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOver(@PathVariable String taskId, @RequestBody HandOver to, Principal principal) {
        read(taskId, principal.getName());
        if (to.person() == null || people.find(to.person()).isEmpty()) {
            throw RuleViolation.of("person", "unknown-person", "没有这个人，请从列表中选择。");
        }
        tasks.setAssignee(taskId, to.person());
    }

    private TaskContext read(String taskId, String user) {
        Task task = tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
        if (task == null) {
            throw RuleViolation.notFound("task-gone", "这项任务已不在：可能已由同事办理，或流程已继续，或不属于您所在单位。");
        }
        Map<String, Object> variables = AsSystem.call(identity, () -> tasks.getVariables(taskId));
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getDueDate(),
                variables,
                user);
    }
}
