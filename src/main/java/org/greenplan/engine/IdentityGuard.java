package org.greenplan.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cmd.CreateMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteGroupCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteMembershipCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserCmd;
import org.camunda.bpm.engine.impl.cmd.SaveGroupCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.directory.MailAddress;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What holds of people and groups, however the administrator changes them: nobody writes and signs for one unit, an
 * auditor is nothing else, an administrator is always left, and a person has names and an address that can be used. What the system does is not asked.
 */
class IdentityGuard extends CommandInterceptor {

    /** Of the engine's columns {@code first_} and {@code last_}. */
    private static final int LONGEST_NAME = 255;

    /** Of its column {@code id_}. */
    private static final int LONGEST_ID = 64;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        if (context.getAuthenticatedUserId() != null) {
            if (command instanceof CreateMembershipCmd) {
                refuseBothDuties(context, of(command, "userId"), of(command, "groupId"));
                refuseBesideTheAudit(context, of(command, "userId"), of(command, "groupId"));
            } else if (command instanceof SaveUserCmd) {
                refuseUnusable((User) EngineFields.require(SaveUserCmd.class, "user", command));
            } else if (command instanceof SaveGroupCmd) {
                Group group = (Group) EngineFields.require(SaveGroupCmd.class, "group", command);
                refuseUnusable("name", "名称", group.getName(), LONGEST_NAME);
            } else if (command instanceof DeleteUserCmd
                    || command instanceof DeleteMembershipCmd && isOfAdministrators(command)) {
                refuseWithoutAnother(context, of(command, "userId"));
            } else if (command instanceof DeleteGroupCmd && isOfAdministrators(command)) {
                throw RuleViolation.conflict("last-administrator", "系统管理员组不能删除。");
            } else if (command instanceof DeleteGroupCmd
                    && of(command, "groupId").equals(GroupIds.AUDITORS)) {
                throw RuleViolation.conflict("auditors-stay", "安全审计员组不能删除。");
            }
        }
        return next.execute(command);
    }

    private static String of(Command<?> command, String field) {
        return String.valueOf(EngineFields.read(command.getClass(), field, command));
    }

    private static boolean isOfAdministrators(Command<?> command) {
        return of(command, "groupId").equals(GroupIds.ADMINISTRATORS);
    }

    /** What stands under signatures, in lists and in the head of a mail is one line that its column holds. */
    private static void refuseUnusable(User user) {
        refuseUnusable("firstName", "名", user.getFirstName(), LONGEST_NAME);
        refuseUnusable("lastName", "姓", user.getLastName(), LONGEST_NAME);
        refuseUnusable("id", "用户名", user.getId(), LONGEST_ID);
        String email = user.getEmail();
        if (email != null && !email.isEmpty() && !MailAddress.isUsable(email)) {
            throw RuleViolation.of("email", "email-unusable", "电子邮箱应为一个完整的地址（如 name@example.cn），不超过254个字符；没有邮箱可以留空。");
        }
    }

    private static void refuseUnusable(String field, String label, @Nullable String text, int longest) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (PlainText.isBlank(text)) {
            throw RuleViolation.of(field, "name-blank", "“%s”中没有看得见的字。".formatted(label));
        }
        if (text.length() > longest) {
            throw RuleViolation.of(field, "name-too-long", "“%s”不能超过%d个字。".formatted(label, longest));
        }
        if (UNSEEN.matcher(text).find()) {
            throw RuleViolation.of(field, "name-with-control-characters", "“%s”中不能有换行等看不见的字符。".formatted(label));
        }
    }

    private static void refuseBothDuties(CommandContext context, String person, String group) {
        boolean staff = GroupIds.isStaff(group);
        if (!staff && !GroupIds.isSupervisor(group)) {
            return;
        }
        oneAfterTheOther(context);
        String unit = GroupIds.unitOf(group);
        String other = staff ? GroupIds.supervisor(unit) : GroupIds.staff(unit);
        if (groups(context, person).contains(other)) {
            throw RuleViolation.conflict("both-duties", "同一人不能既是本单位的经办人又是分管领导。请先把此人移出“%s”组。".formatted(other));
        }
    }

    /** Who watches the others does nothing that is watched. */
    private static void refuseBesideTheAudit(CommandContext context, String person, String group) {
        oneAfterTheOther(context);
        Optional<String> other = groups(context, person).stream()
                .filter(one -> group.equals(GroupIds.AUDITORS) != one.equals(GroupIds.AUDITORS))
                .findFirst();
        if (other.isPresent()) {
            throw RuleViolation.conflict("auditor-alone", "安全审计员不能同时属于其他用户组。请先把此人移出“%s”组。".formatted(other.get()));
        }
    }

    private static void refuseWithoutAnother(CommandContext context, String person) {
        oneAfterTheOther(context);
        if (groups(context, person).contains(GroupIds.ADMINISTRATORS) && administrators(context) == 1) {
            throw RuleViolation.conflict("last-administrator", "这是最后一位系统管理员，不能移出或删除。请先指定另一位。");
        }
    }

    /** Two who look at the same moment would both find the other one there. */
    private static void oneAfterTheOther(CommandContext context) {
        context.getPropertyManager().acquireExclusiveLock();
    }

    private static List<String> groups(CommandContext context, String person) {
        return context.runWithoutAuthorization(() ->
                context.getReadOnlyIdentityProvider().createGroupQuery(context).groupMember(person).list().stream()
                        .map(Group::getId)
                        .toList());
    }

    private static long administrators(CommandContext context) {
        return context.runWithoutAuthorization(() -> context.getReadOnlyIdentityProvider()
                .createUserQuery(context)
                .memberOfGroup(GroupIds.ADMINISTRATORS)
                .count());
    }
}
