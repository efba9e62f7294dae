package org.greenplan.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;
import org.greenplan.directory.People;
import org.greenplan.task.Authors;
import org.greenplan.task.Drafts;
import org.greenplan.task.OpenTask;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskObserver;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The one guard on every user task: an assignee belongs to a candidate group; only the assignee completes, or a
 * candidate while nobody has claimed, and nobody signs what they worked on; what is handed in passes the form's rules, and
 * only then the process goes on.
 */
@Component
class TaskGuard extends AbstractBpmnParseListener {

    /** Shown on Tasklist's cards; kept at the task, whose readers may not read the whole process. */
    private static final List<String> ON_CARDS = List.of("measureText", "unitName", "periodName");

    /** What a task is about, where that is not a measure as a whole. */
    private static final String SUBJECT = "subject";

    /** Never outlives its task: who decides, decides on what is in front of them. */
    private static final String DECISION = "decision";

    private final TaskForms forms;
    private final ObjectProvider<Drafts> drafts;
    private final ObjectProvider<People> people;
    private final ObjectProvider<Authors> authors;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectProvider<TaskObserver> observers;

    TaskGuard(
            TaskForms forms,
            ObjectProvider<Drafts> drafts,
            ObjectProvider<People> people,
            ObjectProvider<Authors> authors,
            ObjectProvider<FourEyes> fourEyes,
            ObjectProvider<TaskObserver> observers) {
        this.forms = forms;
        this.drafts = drafts;
        this.people = people;
        this.authors = authors;
        this.fourEyes = fourEyes;
        this.observers = observers;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.addTaskListener(TaskListener.EVENTNAME_CREATE, this::created);
        definition.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::assigned);
        definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::completed);
    }

    private void created(DelegateTask task) {
        Object subject = task.getVariable(SUBJECT);
        Object key = task.getVariable("measureKey");
        if (subject != null) {
            task.setName(task.getName() + "：" + subject);
        } else if (key != null) {
            task.setName(task.getName() + "：" + key + " " + task.getVariable("taskTitle"));
        }
        for (String name : ON_CARDS) {
            Object value = task.getVariable(name);
            if (value != null) {
                task.setVariableLocal(name, value);
            }
        }
        TaskContext context = context(task, null);
        drafts.getObject().forget(forms.get(context.key()).draftKey(context), DECISION);
        OpenTask open = open(task);
        observers.forEach(observer -> observer.created(context, open));
    }

    private void assigned(DelegateTask task) {
        String assignee = task.getAssignee();
        String user = Context.getCommandContext().getAuthenticatedUserId();
        // not where a process makes the task anew for who had it: then it is no act of the person who went on before
        boolean there = ((TaskEntity) task).getRevision() > 0;
        if (user != null && there && !isCandidate(task, user)) {
            throw notYours();
        }
        if (assignee != null && !isCandidate(task, assignee)) {
            throw notACandidate();
        }
        if (assignee != null) {
            FourEyes eyes = fourEyes.getObject();
            // who may not sign it does not hold it either, and so keeps nobody from it
            throwIf(
                    assignee.equals(user)
                            ? eyes.refusal(context(task, user))
                            : eyes.refusalOf(assignee, context(task, user)));
        }
    }

    private void completed(DelegateTask task) {
        String user = Context.getCommandContext().getAuthenticatedUserId();
        if (user == null) {
            throw new IllegalStateException("user task %s completed by nobody".formatted(task.getTaskDefinitionKey()));
        }
        if (task.getCandidates().isEmpty()) {
            // every task has candidates: somebody is completing it at this moment, and the next attempt finds it gone
            throw new OptimisticLockingException("the candidates of task %s are gone".formatted(task.getId()));
        }
        if (!isCandidate(task, user)) {
            throw notYours();
        }
        String assignee = task.getAssignee();
        if (assignee != null && !assignee.equals(user)) {
            throw RuleViolation.conflict(
                    "task-claimed", "这项任务已由" + people.getObject().nameOf(assignee) + "认领，不能由您办理。");
        }
        TaskContext context = context(task, user);
        throwIf(fourEyes.getObject().refusal(context));
        complete(forms.get(task.getTaskDefinitionKey()), context, task);
    }

    private <I extends Record> void complete(TaskForm<I, ?> form, TaskContext context, DelegateTask task) {
        Map<String, Object> raw =
                form.filled(context, List.of(fourEyes.getObject().typed(context), HandedIn.get()));
        Violations violations = new Violations();
        I input = form.inputs().read(raw, violations);
        violations.throwIfAny();
        form.check(context, input, violations);
        violations.throwIfAny();
        authors.getObject().add(form.draftKey(context), context.user());
        task.getExecution().setVariables(form.complete(context, input));
        drafts.getObject().delete(form.draftKey(context));
    }

    private static RuleViolation notYours() {
        return RuleViolation.forbidden("task-not-yours", "这项任务不属于您所在的单位或岗位，不能办理。");
    }

    /** The same for a stranger and for nobody at all: it is not found out here who there is. */
    static RuleViolation notACandidate() {
        return RuleViolation.of("assignee", "assignee-not-candidate", "只能转给本任务承办单位相应岗位的人员，请从列表中选择。");
    }

    private static void throwIf(Optional<RuleViolation> refusal) {
        refusal.ifPresent(broken -> {
            throw broken;
        });
    }

    private boolean isCandidate(DelegateTask task, String user) {
        Set<String> groups =
                task.getCandidates().stream().map(IdentityLink::getGroupId).collect(Collectors.toSet());
        List<String> mine = GroupIds.of(people.getObject(), user);
        return mine.stream().anyMatch(groups::contains);
    }

    private static OpenTask open(DelegateTask task) {
        String group = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        Object measureKey = task.getVariable("measureKey");
        Object subject = task.getVariable(SUBJECT);
        Object period = task.getVariable("periodName");
        Object submission = task.getVariable("submissionId");
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                GroupIds.unitOf(group),
                GroupIds.isSupervisor(group),
                task.getAssignee(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                period == null ? null : period.toString(),
                measureKey == null ? null : measureKey.toString(),
                subject == null ? null : subject.toString(),
                submission instanceof Long id ? id : null);
    }

    private static TaskContext context(DelegateTask task, @Nullable String user) {
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getDueDate(),
                task.getVariables(),
                user == null ? "" : user);
    }
}
