package org.greenplan.submission;

import java.util.List;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** Who may see a submission: all of it the bureau and those who see all, a unit what it supplies itself. */
@Component
class SubmissionRights {

    private final People people;
    private final Bureau bureau;
    private final AskStore asks;

    SubmissionRights(People people, Bureau bureau, AskStore asks) {
        this.people = people;
        this.bureau = bureau;
        this.asks = asks;
    }

    boolean mayReadAll(String user) {
        return people.seesAll(user) || bureau.includes(user);
    }

    /** Whether the person looks after who has not reported: the bureau and the plan office. */
    boolean mayUrge(String user) {
        return bureau.includes(user) || people.isPlanOffice(user);
    }

    /** The person's units that supply something in it. */
    List<String> supplying(String user, long submissionId) {
        return asks.all(submissionId).stream()
                .map(AskStore.Ask::unit)
                .distinct()
                .filter(people.unitsOf(user)::contains)
                .toList();
    }

    /** Whether the person's units supply something in any submission. */
    boolean suppliesAnything(String user) {
        return asks.anyOf(people.unitsOf(user));
    }

    /** @throws RuleViolation not found, so that nobody learns of what is not theirs */
    void requireRead(String user, long submissionId) {
        if (!mayReadAll(user) && supplying(user, submissionId).isEmpty()) {
            throw RuleViolation.notFound("submission-not-found", "没有这次报送，或您所在单位不提供其中的指标。");
        }
    }

    /** @throws RuleViolation as above */
    void requireReadAll(String user) {
        if (!mayReadAll(user)) {
            throw RuleViolation.notFound("submission-not-found", "没有这份材料，或您没有查看的权限。");
        }
    }
}
