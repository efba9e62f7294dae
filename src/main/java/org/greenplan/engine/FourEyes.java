package org.greenplan.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.task.Authors;
import org.greenplan.task.Drafts;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Four eyes are two people's (ADR 0027): who worked on something is not the one who signs it, whatever groups they are in. */
@Component
class FourEyes {

    private static final int MOST_NAMES = 3;

    private final TaskForms forms;
    private final Authors authors;
    private final Drafts drafts;
    private final People people;
    private final JdbcClient jdbc;

    FourEyes(TaskForms forms, Authors authors, Drafts drafts, People people, JdbcClient jdbc) {
        this.forms = forms;
        this.authors = authors;
        this.drafts = drafts;
        this.people = people;
        this.jdbc = jdbc;
    }

    /** Reads at once what a page will ask of these tasks. */
    void readAhead(Collection<TaskContext> tasks) {
        authors.readAhead(tasks.stream()
                .flatMap(task -> toSign(task).stream())
                .map(ToSign::work)
                .toList());
        List<String> refused = tasks.stream()
                .filter(task -> isAuthor(task, task.user()))
                .map(TaskContext::id)
                .toList();
        ReadOnce.each("candidate groups", refused, this::groups);
    }

    /** What was typed for this task: units write together, but who signs does so in their own words. */
    Map<String, Object> typed(TaskContext task) {
        String key = forms.get(task.key()).draftKey(task);
        return toSign(task).isPresent() ? drafts.findOf(task.user(), key) : drafts.find(key);
    }

    /** Whether the person worked on what this task puts before a second one. */
    boolean isAuthor(TaskContext task, String person) {
        return toSign(task)
                .filter(what -> authors.of(what.work()).contains(person))
                .isPresent();
    }

    /** Why the task's person, who is told so, does not do it; empty when they may. */
    Optional<RuleViolation> refusal(TaskContext task) {
        return refusal(task, task.user(), "您", "您");
    }

    /** Why a colleague is not given the task; empty when they may be. */
    Optional<RuleViolation> refusalOf(String colleague, TaskContext task) {
        return refusal(task, colleague, people.nameOf(colleague), "其");
    }

    private Optional<RuleViolation> refusal(TaskContext task, String person, String who, String by) {
        return toSign(task)
                .filter(what -> isAuthor(task, person))
                .map(what -> RuleViolation.forbidden("own-work", sentence(task, what, who, by)));
    }

    private Optional<ToSign> toSign(TaskContext task) {
        return Optional.ofNullable(forms.get(task.key()).toSign(task));
    }

    private String sentence(TaskContext task, ToSign what, String who, String by) {
        Set<String> wrote = authors.of(what.work());
        List<String> groups =
                ReadOnce.find("candidate groups", task.id(), this::groups).orElse(List.of());
        boolean supervisors = groups.stream().allMatch(GroupIds::isSupervisor);
        String duty = supervisors ? "分管领导" : "经办人";
        String act = supervisors ? "审签" : "核对";
        List<String> others = groups.stream()
                .flatMap(group -> members(group).stream())
                .filter(person -> !wrote.contains(person.id()))
                .map(Person::name)
                .distinct()
                .toList();
        String begin = "%s参与了%s的填写，不能由%s%s".formatted(who, what.name(), by, act);
        return others.isEmpty()
                ? "%s；本单位现在没有其他%s，请系统管理员增设一位，由其%s。".formatted(begin, duty, act)
                : "%s，请由本单位其他%s（%s）%s。".formatted(begin, duty, names(others), act);
    }

    private static String names(List<String> others) {
        String named = others.stream().limit(MOST_NAMES).collect(Collectors.joining("、"));
        return others.size() > MOST_NAMES ? named + "等" : named;
    }

    private List<Person> members(String group) {
        String unit = GroupIds.unitOf(group);
        return ReadOnce.one(
                "members", group, () -> GroupIds.isStaff(group) ? people.clerks(unit) : people.supervisors(unit));
    }

    /** The candidate groups by task. */
    private Map<String, List<String>> groups(Set<String> tasks) {
        Map<String, List<String>> groups = new HashMap<>();
        jdbc.sql("select task_id_, group_id_ from act_ru_identitylink"
                        + " where task_id_ in (:tasks) and type_ = 'candidate' and group_id_ is not null")
                .param("tasks", tasks)
                .query(row -> {
                    groups.computeIfAbsent(row.getString("task_id_"), none -> new ArrayList<>())
                            .add(row.getString("group_id_"));
                });
        return groups;
    }
}
