package org.greenplan.submission;

import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The unit that answers for the submission: 区生态环境局, unless set otherwise. */
@Component
class Bureau {

    private final People people;
    private final String unit;

    Bureau(People people, @Value("${greenplan.submission.bureau:ecology}") String unit) {
        this.people = people;
        this.unit = unit;
    }

    /** Whether the person belongs to it. */
    boolean includes(String user) {
        return people.unitsOf(user).contains(unit);
    }

    /** Its code. */
    String unit() {
        return unit;
    }

    /** @throws RuleViolation forbidden, for everybody else */
    void require(String user) {
        if (!includes(user)) {
            throw RuleViolation.forbidden("not-the-bureau", "指标目录由区生态环境局维护，您可以查看，不能修改。");
        }
    }

    /** @throws RuleViolation forbidden, for everybody but its clerks */
    void requireClerk(String user) {
        if (!people.clerkOf(user).contains(unit)) {
            throw RuleViolation.forbidden("not-the-bureau", "只有区生态环境局的经办人可以这样做。");
        }
    }
}
