package org.greenplan.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way back in for an administrator who has lost the password, or was put out of the group: whoever can start the
 * system with {@code GREENPLAN_ADMIN_RESET=true} gets the one of {@code GREENPLAN_ADMIN_ID} and
 * {@code GREENPLAN_ADMIN_PASSWORD}.
 */
@Component
@Order(IdentitySeed.AFTER_UNITS + 1)
class AdministratorReturn implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorReturn.class);

    private final IdentityService identity;
    private final PasswordStore store;
    private final Audit audit;
    private final boolean wanted;
    private final String id;
    private final String password;

    AdministratorReturn(
            IdentityService identity,
            PasswordStore store,
            Audit audit,
            @Value("${GREENPLAN_ADMIN_RESET:false}") boolean wanted,
            @Value("${camunda.bpm.admin-user.id:}") String id,
            @Value("${camunda.bpm.admin-user.password:}") String password) {
        this.identity = identity;
        this.store = store;
        this.audit = audit;
        this.wanted = wanted;
        this.id = id;
        this.password = password;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (!wanted) {
            return;
        }
        // a removed one has been made anew by the start itself
        User administrator = identity.createUserQuery().userId(id).singleResult();
        administrator.setPassword(password);
        identity.saveUser(administrator);
        if (identity.createGroupQuery()
                        .groupId(GroupIds.ADMINISTRATORS)
                        .groupMember(id)
                        .count()
                == 0) {
            identity.createMembership(id, GroupIds.ADMINISTRATORS);
        }
        // an auditor would see nothing but the audit
        identity.deleteMembership(id, GroupIds.AUDITORS);
        store.own(id);
        audit.record(AuditEvent.ADMINISTRATOR_RETURN, "", audit.named(id), "按GREENPLAN_ADMIN_RESET重设密码，恢复系统管理员");
        LOG.warn(
                "已按 GREENPLAN_ADMIN_RESET 重设管理员 {} 的密码，请在下次启动前去掉这个变量"
                        + " (the administrator's password was set anew; remove the variable before the next start)",
                id);
    }
}
