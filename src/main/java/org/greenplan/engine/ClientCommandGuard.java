package org.greenplan.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetTaskPropertyCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every command that a person sends, through whichever door. A task is claimed, handed over or completed,
 * and nothing else; a completion carries declared inputs only; only a process that Tasklist
 * offers is started, and without variables; history stays.
 */
class ClientCommandGuard extends CommandInterceptor {

    private static final Set<Class<?>> REFUSED = Set.of(
            AbstractAddIdentityLinkCmd.class,
            AbstractSetTaskPropertyCmd.class,
            CreateAttachmentCmd.class,
            CreateTaskCmd.class,
            DelegateTaskCmd.class,
            DeleteIdentityLinkCmd.class,
            DeleteTaskCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            PatchTaskVariablesCmd.class,
            RemoveTaskVariablesCmd.class,
            ResolveTaskCmd.class,
            SaveAttachmentCmd.class,
            SaveTaskCmd.class,
            SetTaskVariablesCmd.class,
            StartProcessInstanceAtActivitiesCmd.class);

    private final TaskForms forms;

    ClientCommandGuard(TaskForms forms) {
        this.forms = forms;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        if (context.getAuthenticatedUserId() == null || !context.isAuthorizationCheckEnabled()) {
            return next.execute(command);
        }
        if (isRefused(command.getClass())) {
            throw RuleViolation.forbidden("not-by-hand", "这项操作不能直接进行：任务只能认领、转交、退回认领和办理。");
        }
        if (HistoryEnders.include(command.getClass())) {
            throw RuleViolation.forbidden("history-stays", "办理历史任何人都不能删除。");
        }
        if (command instanceof CompleteTaskCmd || command instanceof SubmitTaskFormCmd) {
            return complete(command, context);
        }
        if (command instanceof SaveUserCmd) {
            refuseRenaming(
                    (User) Objects.requireNonNull(EngineFields.read(SaveUserCmd.class, "user", command)), context);
        } else if (command instanceof SubmitStartFormCmd) {
            refuseStartByHand(
                    (String) EngineFields.read(SubmitStartFormCmd.class, "processDefinitionId", command),
                    null,
                    context);
            refuseStartInputs((Map<?, ?>) EngineFields.read(SubmitStartFormCmd.class, "variables", command), (String)
                    EngineFields.read(SubmitStartFormCmd.class, "businessKey", command));
        } else if (command instanceof StartProcessInstanceCmd) {
            ProcessInstantiationBuilderImpl start = (ProcessInstantiationBuilderImpl)
                    EngineFields.read(StartProcessInstanceCmd.class, "instantiationBuilder", command);
            refuseStartByHand(start.getProcessDefinitionId(), start.getProcessDefinitionKey(), context);
            refuseStartInputs(start.getVariables(), start.getBusinessKey());
        }
        return next.execute(command);
    }

    private static boolean isRefused(Class<?> command) {
        if (AssignTaskCmd.class.isAssignableFrom(command)) {
            return false;
        }
        return REFUSED.stream().anyMatch(type -> type.isAssignableFrom(command));
    }

    private <T> T complete(Command<T> command, CommandContext context) {
        boolean form = command instanceof SubmitTaskFormCmd;
        Class<?> type = form ? SubmitTaskFormCmd.class : CompleteTaskCmd.class;
        String variables = form ? "properties" : "variables";
        TaskEntity task = context.getTaskManager().findTaskById((String) EngineFields.read(type, "taskId", command));
        Map<?, ?> sent = (Map<?, ?>) EngineFields.read(type, variables, command);
        Map<String, Object> values = plain(sent);
        if (task != null) {
            refuseUndeclared(task.getTaskDefinitionKey(), values);
        }
        EngineFields.write(type, variables, command, Variables.createVariables());
        HandedIn.put(values);
        try {
            return next.execute(command);
        } finally {
            HandedIn.clear();
            // the same command runs again after a collision, and must still carry them
            EngineFields.write(type, variables, command, sent);
        }
    }

    /** A serialized object that nobody here reads stays as it is; the form then says that it is of the wrong type. */
    private static Map<String, Object> plain(@Nullable Map<?, ?> sent) {
        Map<String, Object> values = new HashMap<>();
        if (sent == null) {
            return values;
        }
        for (Object name : sent.keySet()) {
            TypedValue typed = sent instanceof VariableMap map ? map.getValueTyped((String) name) : null;
            boolean closed = typed instanceof SerializableValue serialized && !serialized.isDeserialized();
            values.put((String) name, closed ? typed : sent.get(name));
        }
        return values;
    }

    private void refuseUndeclared(String taskKey, Map<String, Object> values) {
        Set<String> declared = forms.inputNames(taskKey);
        List<String> unknown = values.keySet().stream()
                .filter(name -> !declared.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw RuleViolation.of(
                    unknown.get(0), "undeclared-input", "本任务不接受名为“" + String.join("、", unknown) + "”的内容。");
        }
    }

    /** Whatever the engine's authorizations say: the other processes start each other, with what they need to know. */
    private static void refuseStartByHand(@Nullable String id, @Nullable String key, CommandContext context) {
        ProcessDefinitionEntity process = id != null
                ? context.getProcessDefinitionManager().findLatestProcessDefinitionById(id)
                : context.getProcessDefinitionManager().findLatestProcessDefinitionByKey(key);
        if (process != null && !process.isStartableInTasklist()) {
            throw RuleViolation.forbidden("not-started-by-hand", "这个流程由系统按办理进度启动，不能由人直接启动。");
        }
    }

    private static void refuseStartInputs(@Nullable Map<?, ?> variables, @Nullable String businessKey) {
        if (variables != null && !variables.isEmpty() || businessKey != null && !businessKey.isBlank()) {
            throw RuleViolation.of(null, "undeclared-input", "启动流程时不需要填写任何内容，请在随后的任务中填写。");
        }
    }

    /** A name stands under signatures: only those change it who keep all people. Counted, since a loaded user could not be saved. */
    private static void refuseRenaming(User user, CommandContext context) {
        if (context.getAuthorizationManager().isAuthorized(Permissions.UPDATE, Resources.USER, Authorization.ANY)) {
            return;
        }
        UserQuery unchanged = context.getReadOnlyIdentityProvider()
                .createUserQuery(context)
                .userId(user.getId())
                .userFirstName(String.valueOf(user.getFirstName()));
        if (user.getLastName() != null) {
            unchanged.userLastName(user.getLastName());
        }
        if (unchanged.count() == 0) {
            throw RuleViolation.forbidden("name-by-administrator", "姓名由系统管理员维护；您可以修改本人的密码和电子邮箱。");
        }
    }
}
