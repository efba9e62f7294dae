package org.greenplan.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan office says which units a group such as 区委生态文明委成员单位 means. */
@Service
public class GroupMembers {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final UnitsInForce unitsInForce;
    private final Timeline timeline;
    private final People people;
    private final Audit audit;

    GroupMembers(
            JdbcClient jdbc,
            Directory directory,
            UnitsInForce unitsInForce,
            Timeline timeline,
            People people,
            Audit audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.unitsInForce = unitsInForce;
        this.timeline = timeline;
        this.people = people;
        this.audit = audit;
    }

    /** Whether this person keeps the groups: a clerk of the plan office. */
    public boolean mayEdit(String user) {
        return people.clerkOf(user).contains(People.PLAN_OFFICE);
    }

    /**
     * Gives the group other members. Measures that contain it and are not assigned yet follow; assigned ones keep the
     * units that their lead confirmed.
     *
     * @param seen codes of the members that the editor started from
     * @param members codes of the members from now on
     * @return keys of the measures that follow
     * @throws RuleViolation no right, no such group, an unknown unit, or changed by somebody else meanwhile
     */
    @Transactional
    public List<String> replace(String code, Set<String> seen, Set<String> members, String user) {
        if (!mayEdit(user)) {
            throw RuleViolation.forbidden("plan-office-only", "只有计划办经办人可以修改成员单位。");
        }
        directory.replaceMembers(code, seen, members);
        List<String> measures = unassigned(code);
        unitsInForce.refresh(measures);
        String name = directory.collective(code).map(Collective::name).orElse(code);
        for (String measure : measures) {
            timeline.add(
                    measure,
                    user,
                    People.PLAN_OFFICE,
                    TimelineEvent.GROUP_MEMBERS_CHANGED,
                    "计划办调整“" + name + "”的成员单位，现有" + members.size() + "个，本措施的单位随之更新。");
        }
        audit.record(AuditEvent.COLLECTIVE, user, name, changed(seen, members));
        return measures;
    }

    private String changed(Set<String> before, Set<String> after) {
        return "增加：" + names(after, before) + "；减少：" + names(before, after) + "；现有" + after.size() + "个";
    }

    private String names(Set<String> units, Set<String> but) {
        String names = units.stream()
                .filter(unit -> !but.contains(unit))
                .sorted()
                .map(directory::nameOf)
                .collect(Collectors.joining("、"));
        return names.isEmpty() ? "无" : names;
    }

    /** Keys of the measures that name this collective and whose units are not settled yet, in the plan's order. */
    public List<String> unassigned(String code) {
        return jdbc.sql(
                        """
                        select m.measure_key from measure m
                        where m.status in ('planned', 'assigning')
                          and exists (select 1 from measure_role r
                                      where r.measure_key = m.measure_key and r.collective_code = ?)
                        order by m.plan_year, m.position""")
                .param(code)
                .query(String.class)
                .list();
    }
}
