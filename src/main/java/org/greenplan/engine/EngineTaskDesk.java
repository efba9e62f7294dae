package org.greenplan.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.database.DatabaseLost;
import org.greenplan.directory.People;
import org.greenplan.task.Drafts;
import org.greenplan.task.FieldError;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskNotes;
import org.greenplan.task.TaskSheet;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks of the engine as our own pages use them: with the form behind them, and many at once. */
@Component
class EngineTaskDesk implements TaskDesk {

    /** Amid a transaction one task was refused, so that all of it has to start over without that one. */
    private static final class Refused extends RuntimeException {

        private final transient Completion completion;
        private final transient RuleViolation violation;

        Refused(Completion completion, RuleViolation violation) {
            super(violation);
            this.completion = completion;
            this.violation = violation;
        }
    }

    private final TaskService tasks;
    private final IdentityService identity;
    private final TaskForms forms;
    private final Drafts drafts;
    private final People people;
    private final FourEyes fourEyes;
    private final TaskNotes notes;
    private final CandidateTasks candidates;
    private final VariablesOfTasks variables;
    private final TransactionTemplate transaction;

    EngineTaskDesk(
            TaskService tasks,
            IdentityService identity,
            TaskForms forms,
            Drafts drafts,
            People people,
            FourEyes fourEyes,
            TaskNotes notes,
            CandidateTasks candidates,
            VariablesOfTasks variables,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.identity = identity;
        this.forms = forms;
        this.drafts = drafts;
        this.people = people;
        this.fourEyes = fourEyes;
        this.notes = notes;
        this.candidates = candidates;
        this.variables = variables;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<TaskSheet> open(Collection<String> taskKeys, String user) {
        List<TaskContext> contexts = contexts(
                openTasks(user).stream()
                        .filter(task -> taskKeys.contains(task.key()))
                        .toList(),
                user);
        drafts.readAhead(contexts.stream()
                .map(task -> forms.get(task.key()).draftKey(task))
                .toList());
        notes.of(contexts.stream().map(TaskContext::id).toList());
        return contexts.stream().map(this::sheet).toList();
    }

    /** Of these tasks those that are open and the person's to do, read at once. */
    List<TaskContext> these(Collection<String> taskIds, String user) {
        return contexts(
                openTasks(user).stream()
                        .filter(task -> taskIds.contains(task.id()))
                        .toList(),
                user);
    }

    /** With all that is asked of them read at once. */
    private List<TaskContext> contexts(List<CandidateTasks.Open> open, String user) {
        Map<String, Map<String, Object>> seen = variables.of(open);
        List<TaskContext> contexts = open.stream()
                .map(task -> new TaskContext(
                        task.id(),
                        task.key(),
                        task.name(),
                        task.assignee(),
                        task.due(),
                        seen.getOrDefault(task.id(), Map.of()),
                        user))
                .toList();
        contexts.stream().collect(Collectors.groupingBy(TaskContext::key)).forEach((key, of) -> forms.get(key)
                .readAhead(of));
        fourEyes.readAhead(contexts);
        return contexts;
    }

    @Override
    public Optional<TaskContext> next(Collection<String> taskKeys, String user) {
        List<CandidateTasks.Open> waiting = openTasks(user).stream()
                .filter(task -> taskKeys.isEmpty() || taskKeys.contains(task.key()))
                .filter(task -> task.assignee() == null || task.assignee().equals(user))
                .sorted(Comparator.comparing(task -> task.assignee() == null ? 1 : 0))
                .toList();
        return contexts(waiting, user).stream()
                .filter(task -> fourEyes.refusal(task).isEmpty())
                .findFirst();
    }

    @Override
    public Map<String, Integer> count(Collection<String> taskKeys, String user) {
        return openTasks(user).stream()
                .filter(task -> taskKeys.contains(task.key()))
                .collect(Collectors.groupingBy(CandidateTasks.Open::key, Collectors.summingInt(task -> 1)));
    }

    /** By the groups that the person is in now; nobody without a group has any. */
    private List<CandidateTasks.Open> openTasks(String user) {
        return ReadOnce.one("open tasks", user, () -> candidates.of(GroupIds.of(people, user)));
    }

    @Override
    public Optional<TaskContext> find(String taskId, String user) {
        return AsSystem.call(identity, () -> Optional.ofNullable(
                                tasks.createTaskQuery().taskId(taskId).singleResult())
                        .filter(task -> isCandidate(taskId, user)))
                .map(task -> context(task, user));
    }

    @Override
    public TaskSheet sheet(String taskId, String user) {
        TaskContext task = read(taskId, user);
        forms.get(task.key()).readAhead(List.of(task));
        return sheet(task);
    }

    private TaskSheet sheet(TaskContext task) {
        TaskForm<?, ?> form = forms.get(task.key());
        String key = form.draftKey(task);
        Map<String, Object> values = form.filled(task, List.of(fourEyes.typed(task)));
        Violations warnings = new Violations();
        Violations errors = checked(form, task, values, warnings);
        Optional<RuleViolation> ownWork = fourEyes.refusal(task);
        if (ownWork.isEmpty()) {
            // who does not sign it keeps nobody from taking it back by looking at it
            form.opened(task);
        }
        return new TaskSheet(
                task,
                isHeldByAnother(task) ? people.nameOf(String.valueOf(task.assignee())) : null,
                ownWork.map(RuleViolation::getMessage).orElse(null),
                view(form, task),
                values,
                drafts.revision(key),
                errors.errors(),
                warnings.errors());
    }

    /** What the form shows, and over it with which words the task was urged. */
    private Map<String, Object> view(TaskForm<?, ?> form, TaskContext task) {
        TaskNotes.Note urged = notes.of(List.of(task.id())).get(task.id());
        Map<String, Object> view = form.shown(task);
        if (urged != null) {
            view.put("urged", urged);
        }
        return view;
    }

    /** What would be refused if these were handed in now. */
    <I extends Record> Violations checked(
            TaskForm<I, ?> form,
            TaskContext task,
            Map<String, ? extends @Nullable Object> values,
            Violations warnings) {
        Violations errors = new Violations();
        fourEyes.refusal(task).ifPresent(ownWork -> ownWork.errors()
                .forEach(error -> errors.add(error.field(), error.code(), error.message())));
        I input = form.inputs().read(values, errors);
        form.check(task, input, errors);
        form.advise(task, input, warnings);
        return errors;
    }

    /** @throws RuleViolation when it is gone, or not for this person to know of */
    TaskContext read(String taskId, String user) {
        return find(taskId, user).orElseThrow(EngineTaskDesk::gone);
    }

    private TaskContext context(Task task, String user) {
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getDueDate(),
                AsSystem.call(identity, () -> tasks.getVariables(task.getId())),
                user);
    }

    @Override
    public Outcome complete(List<Completion> completions, String user) {
        Map<String, Completion> asked = completions.stream()
                .collect(Collectors.toMap(
                        Completion::taskId, Function.identity(), (one, again) -> one, LinkedHashMap::new));
        try {
            return Collisions.retry(() -> completeOnce(asked.values(), user));
        } catch (RuleViolation violation) {
            throw violation;
        } catch (RuntimeException torn) {
            if (DatabaseLost.caused(torn)) {
                throw torn;
            }
            // a task may go while it is worked on, and anything can be the answer: the second attempt finds it gone
            return Collisions.retry(() -> completeOnce(asked.values(), user));
        }
    }

    private Outcome completeOnce(Collection<Completion> asked, String user) {
        List<Left> left = new ArrayList<>();
        List<Completion> ready = new ArrayList<>();
        for (Completion completion : asked) {
            List<FieldError> wrong = wrong(completion, user);
            if (wrong.isEmpty()) {
                ready.add(completion);
            } else {
                left.add(new Left(completion.taskId(), wrong));
            }
        }
        // always in the same order, so that two who share rows wait for each other instead of locking each other out
        ready.sort(Comparator.comparing(Completion::taskId));
        while (!ready.isEmpty()) {
            try {
                transaction.executeWithoutResult(status -> ready.forEach(one -> completeOne(one, user)));
                break;
            } catch (Refused refused) {
                ready.remove(refused.completion);
                left.add(new Left(refused.completion.taskId(), refused.violation.errors()));
            }
        }
        return new Outcome(ready.stream().map(Completion::taskId).toList(), List.copyOf(left));
    }

    private void completeOne(Completion completion, String user) {
        try {
            TaskContext task = read(completion.taskId(), user);
            String draftKey = forms.get(task.key()).draftKey(task);
            requireSeen(completion, draftKey, drafts.revisionHeld(draftKey));
            tasks.complete(completion.taskId(), completion.inputs());
        } catch (RuleViolation violation) {
            throw new Refused(completion, violation);
        }
    }

    private List<FieldError> wrong(Completion completion, String user) {
        try {
            TaskContext task = read(completion.taskId(), user);
            TaskForm<?, ?> form = forms.get(task.key());
            String draftKey = form.draftKey(task);
            if (isHeldByAnother(task)) {
                throw claimed(task);
            }
            requireSeen(completion, draftKey, drafts.revision(draftKey));
            Map<String, Object> values = form.filled(task, List.of(fourEyes.typed(task), completion.inputs()));
            return checked(form, task, values, new Violations()).errors();
        } catch (RuleViolation violation) {
            return violation.errors();
        }
    }

    private void requireSeen(Completion completion, String draftKey, String revision) {
        if (completion.revision() != null && !completion.revision().equals(revision)) {
            String by = drafts.lastWriter(draftKey).map(people::nameOf).orElse("同事");
            throw RuleViolation.conflict("draft-changed", by + "刚在别处改过这一行，没有提交。请看过现在的内容再提交。");
        }
    }

    static boolean isHeldByAnother(TaskContext task) {
        return task.assignee() != null && !task.assignee().equals(task.user());
    }

    RuleViolation claimed(TaskContext task) {
        return RuleViolation.conflict(
                "task-claimed", "这项任务已由" + people.nameOf(String.valueOf(task.assignee())) + "认领，您填写的内容没有保存。");
    }

    private static RuleViolation gone() {
        return RuleViolation.notFound("task-gone", "这项任务已不在：可能已由同事办理，或流程已继续，或不属于您所在单位。");
    }

    /** Whether the person is in one of the task's candidate groups, whatever rights the engine knows of. */
    private boolean isCandidate(String taskId, String user) {
        Set<String> mine = Set.copyOf(GroupIds.of(people, user));
        return tasks.getIdentityLinksForTask(taskId).stream()
                .anyMatch(link -> link.getGroupId() != null && mine.contains(link.getGroupId()));
    }
}
