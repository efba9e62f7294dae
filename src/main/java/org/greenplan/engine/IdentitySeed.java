package org.greenplan.engine;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.directory.Directory;
import org.greenplan.directory.SeedTable;
import org.greenplan.directory.Unit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives every unit its two groups. The demonstration also gets people, all with one known password; elsewhere people are
 * entered in Camunda Admin.
 */
@Component
@Order(IdentitySeed.AFTER_UNITS)
class IdentitySeed implements ApplicationRunner {

    static final int AFTER_UNITS = 20;

    private static final String DEMO_PEOPLE = "seeds/2026/demo-people.csv";
    private static final String DEMO_PASSWORD = "greenplan";
    private static final String TYPE = "WORKFLOW";

    private final IdentityService identity;
    private final Directory directory;
    private final StaffGrants grants;
    private final AdministratorGrants administrators;
    private final TaskFilters filters;
    private final boolean demo;

    IdentitySeed(
            IdentityService identity,
            Directory directory,
            StaffGrants grants,
            AdministratorGrants administrators,
            TaskFilters filters,
            @Value("${greenplan.demo:false}") boolean demo) {
        this.identity = identity;
        this.directory = directory;
        this.grants = grants;
        this.administrators = administrators;
        this.filters = filters;
        this.demo = demo;
    }

    /** All of it or nothing: a kill amid the first start leaves nobody without groups and no list without readers. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (Unit unit : directory.units()) {
            group(GroupIds.staff(unit.code()), unit.name() + "经办人");
            group(GroupIds.supervisor(unit.code()), unit.name() + "分管领导");
        }
        group(GroupIds.DISTRICT_LEADERS, "区领导");
        group(GroupIds.AUDITORS, "安全审计员");
        renameAdministrators();
        if (demo) {
            SeedTable.rows(DEMO_PEOPLE).forEach(this::person);
        }
        grants.give();
        administrators.give();
        filters.create();
    }

    private void group(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(TYPE);
            identity.saveGroup(group);
        }
    }

    private void renameAdministrators() {
        Group group =
                identity.createGroupQuery().groupId(GroupIds.ADMINISTRATORS).singleResult();
        if (group != null && !"系统管理员".equals(group.getName())) {
            group.setName("系统管理员");
            identity.saveGroup(group);
        }
    }

    private void person(SeedTable.Row row) {
        String id = row.get("id");
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = identity.newUser(id);
        // both filled, as Admin asks for: with an empty one Camunda's own page lets nobody save their mail address
        user.setFirstName(row.get("name").substring(0, 1));
        user.setLastName(row.get("name").substring(1));
        user.setEmail(row.get("email"));
        user.setPassword(DEMO_PASSWORD);
        identity.saveUser(user);
        groupsOf(row).forEach(group -> identity.createMembership(id, group));
    }

    private static List<String> groupsOf(SeedTable.Row row) {
        return switch (row.get("role")) {
            case "clerk" -> List.of(GroupIds.staff(row.get("unit")));
            case "supervisor" -> List.of(GroupIds.supervisor(row.get("unit")));
            case "leader" -> List.of(GroupIds.DISTRICT_LEADERS, GroupIds.supervisor(row.get("unit")));
            case "auditor" -> List.of(GroupIds.AUDITORS);
            default -> throw new IllegalStateException("unknown role in " + DEMO_PEOPLE + ": " + row);
        };
    }
}
