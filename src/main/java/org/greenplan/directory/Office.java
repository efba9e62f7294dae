package org.greenplan.directory;

import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** Who looks after the running of the system: the plan office, and the administrator. */
@Component
public class Office {

    private final People people;

    public Office(People people) {
        this.people = people;
    }

    public boolean includes(String user) {
        return people.isPlanOffice(user) || people.isAdministrator(user);
    }

    /** @throws RuleViolation forbidden, for everybody else */
    public void require(String user) {
        if (!includes(user)) {
            throw RuleViolation.forbidden("not-the-office", "只有计划办和系统管理员可以使用这个页面。");
        }
    }

    /** @throws RuleViolation forbidden, for everybody but the administrator */
    public void requireAdministrator(String user) {
        if (!people.isAdministrator(user)) {
            throw RuleViolation.forbidden("not-the-administrator", "只有系统管理员可以修改，请联系系统管理员。");
        }
    }
}
