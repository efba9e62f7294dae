package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.CreateMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.cmd.ExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveGroupCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SetExternalTaskRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit what people change of people, groups, lists and failed jobs, through whichever door, in the
 * transaction that changes it. Passwords are told by {@link PasswordChange}. What the system does is not asked.
 */
class EngineAudit extends CommandInterceptor {

    /** @param subject of what is changed, as it is before */
    private record Entry(AuditEvent event, String subject, String detail) {}

    private final Audit audit;
    private final People people;

    EngineAudit(Audit audit, People people) {
        this.audit = audit;
        this.people = people;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        String by = context.getAuthenticatedUserId();
        if (by == null) {
            return next.execute(command);
        }
        Optional<Entry> entry = entry(command, context);
        T result = next.execute(command);
        entry.ifPresent(done -> audit.record(done.event(), by, done.subject(), done.detail()));
        return result;
    }

    private Optional<Entry> entry(Command<?> command, CommandContext context) {
        if (command instanceof SaveUserCmd) {
            return saved((User) required(command, "user"));
        }
        if (command instanceof DeleteUserCmd) {
            return of(AuditEvent.PERSON_DELETED, audit.named(text(command, "userId")), "");
        }
        if (command instanceof CreateMembershipCmd) {
            return of(AuditEvent.MEMBER_ADDED, audit.named(text(command, "userId")), group(command, context));
        }
        if (command instanceof DeleteMembershipCmd) {
            return of(AuditEvent.MEMBER_REMOVED, audit.named(text(command, "userId")), group(command, context));
        }
        if (command instanceof SaveGroupCmd) {
            Group group = (Group) required(command, "group");
            return of(AuditEvent.GROUP_SAVED, named(group.getName(), group.getId()), "");
        }
        if (command instanceof DeleteGroupCmd) {
            return of(AuditEvent.GROUP_DELETED, group(command, context), "");
        }
        if (command instanceof SaveFilterCmd) {
            return of(AuditEvent.TASK_LIST, ((Filter) required(command, "filter")).getName(), "保存");
        }
        if (command instanceof DeleteFilterCmd) {
            return of(AuditEvent.TASK_LIST, text(command, "filterId"), "删除");
        }
        if (command instanceof SetJobRetriesCmd) {
            return of(AuditEvent.RETRIED, text(command, "jobId"), "");
        }
        if (command instanceof SetExternalTaskRetriesCmd) {
            String id = String.valueOf(EngineFields.read(ExternalTaskCmd.class, "externalTaskId", command));
            return of(AuditEvent.RETRIED, id, "");
        }
        return Optional.empty();
    }

    /** Empty where neither name nor address changes: what is left is a password. */
    private Optional<Entry> saved(User user) {
        String name = orEmpty(user.getFirstName()) + orEmpty(user.getLastName());
        String email = orEmpty(user.getEmail()).strip();
        Optional<Person> before = people.find(user.getId());
        if (before.isEmpty()) {
            return of(AuditEvent.PERSON_CREATED, named(name.strip(), user.getId()), email);
        }
        List<String> changes = new ArrayList<>();
        if (!before.get().name().equals(name.strip())) {
            changes.add("姓名：" + before.get().name() + " → " + name.strip());
        }
        if (!before.get().email().equals(email)) {
            changes.add("电子邮箱：" + before.get().email() + " → " + email);
        }
        return changes.isEmpty()
                ? Optional.empty()
                : of(AuditEvent.PERSON_CHANGED, audit.named(user.getId()), String.join("；", changes));
    }

    private static String group(Command<?> command, CommandContext context) {
        String id = text(command, "groupId");
        Group group = context.runWithoutAuthorization(
                () -> context.getReadOnlyIdentityProvider().findGroupById(id));
        return group == null ? id : named(group.getName(), id);
    }

    private static String named(@Nullable String name, String id) {
        return name == null || name.isBlank() || name.equals(id) ? id : name + "（" + id + "）";
    }

    private static Optional<Entry> of(AuditEvent event, @Nullable String subject, String detail) {
        return Optional.of(new Entry(event, orEmpty(subject), detail));
    }

    private static String text(Command<?> command, String field) {
        return String.valueOf(EngineFields.read(command.getClass(), field, command));
    }

    private static Object required(Command<?> command, String field) {
        return EngineFields.require(command.getClass(), field, command);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
