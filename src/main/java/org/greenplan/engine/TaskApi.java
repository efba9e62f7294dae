package org.greenplan.engine;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.greenplan.directory.People;
import org.greenplan.task.Drafts;
import org.greenplan.task.FieldError;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskSheet;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a task's form reads and where it keeps what is typed. For the people of the task's candidate groups. */
@RestController
@RequestMapping("/api/tasks/{taskId}")
class TaskApi {

    /**
     * @param ownWork why this person does not sign it; {@code null} when they may
     * @param view what the form shows
     * @param values what it starts with, and over it what was typed
     * @param revision names what was typed, empty when nothing was
     * @param warnings what a careful colleague would point out
     */
    record Form(
            String taskId,
            String taskKey,
            String name,
            @Nullable String assignee,
            String user,
            java.util.@Nullable Date due,
            @Nullable String ownWork,
            Map<String, Object> view,
            Map<String, Object> values,
            String revision,
            List<FieldError> warnings) {}

    /**
     * @param errors what would be refused if it were handed in now, by field
     * @param warnings what a careful colleague would point out
     * @param revision names what is kept now
     */
    record Checked(List<FieldError> errors, List<FieldError> warnings, String revision) {}

    /** Somebody who may do the task. */
    record Colleague(String id, String name) {}

    /** @param person login name */
    record HandOver(@Nullable String person) {}

    private final TaskService tasks;
    private final IdentityService identity;
    private final EngineTaskDesk desk;
    private final TaskForms forms;
    private final Drafts drafts;
    private final FourEyes fourEyes;
    private final People people;

    TaskApi(
            TaskService tasks,
            IdentityService identity,
            EngineTaskDesk desk,
            TaskForms forms,
            Drafts drafts,
            FourEyes fourEyes,
            People people) {
        this.tasks = tasks;
        this.identity = identity;
        this.desk = desk;
        this.forms = forms;
        this.drafts = drafts;
        this.fourEyes = fourEyes;
        this.people = people;
    }

    @GetMapping("/form")
    Form form(@PathVariable String taskId, Principal principal) {
        TaskSheet sheet = desk.sheet(taskId, principal.getName());
        TaskContext task = sheet.task();
        return new Form(
                task.id(),
                task.key(),
                task.name(),
                task.assignee(),
                task.user(),
                task.due(),
                sheet.ownWork(),
                sheet.view(),
                sheet.values(),
                sheet.revision(),
                sheet.warnings());
    }

    /** @param seen the revision that the person had before them; without it what is there is replaced */
    @PutMapping("/draft")
    Checked keep(
            @PathVariable String taskId,
            @RequestBody Map<String, Object> typed,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            Principal principal) {
        String user = principal.getName();
        TaskContext task = desk.read(taskId, user);
        if (EngineTaskDesk.isHeldByAnother(task)) {
            throw desk.claimed(task);
        }
        // who does not sign it leaves no word for who does
        fourEyes.refusal(task).ifPresent(ownWork -> {
            throw ownWork;
        });
        TaskForm<?, ?> form = forms.get(task.key());
        Map<String, Object> known = new HashMap<>(typed);
        known.keySet().retainAll(forms.inputNames(task.key()));
        String key = form.draftKey(task);
        String revision =
                seen == null ? drafts.save(key, known, user) : drafts.save(key, known, user, seen.replace("\"", ""));
        Violations warnings = new Violations();
        Violations errors = desk.checked(form, task, form.filled(task, List.of(known)), warnings);
        return new Checked(errors.errors(), warnings.errors(), revision);
    }

    /** Who may be given this task: the people of its candidate groups, but for who wrote what it signs. */
    @GetMapping("/colleagues")
    List<Colleague> colleagues(@PathVariable String taskId, Principal principal) {
        TaskContext task = desk.read(taskId, principal.getName());
        List<String> groups = AsSystem.call(identity, () -> tasks.getIdentityLinksForTask(taskId).stream()
                .filter(link -> link.getGroupId() != null)
                .map(link -> link.getGroupId())
                .toList());
        return groups.stream()
                .flatMap(group -> (GroupIds.isStaff(group)
                                ? people.clerks(GroupIds.unitOf(group))
                                : people.supervisors(GroupIds.unitOf(group)))
                        .stream())
                .filter(person -> !fourEyes.isAuthor(task, person.id()))
                .map(person -> new Colleague(person.id(), person.name()))
                .toList();
    }

    /** Gives the task to a colleague, or takes it over; the guard of every task refuses anybody else. */
    @PutMapping("/assignee")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handOver(@PathVariable String taskId, @RequestBody HandOver to, Principal principal) {
        desk.read(taskId, principal.getName());
        if (to.person() == null) {
            throw TaskGuard.notACandidate();
        }
        tasks.setAssignee(taskId, to.person());
    }
}
