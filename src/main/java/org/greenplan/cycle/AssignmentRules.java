package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.plan.Measure;
import org.greenplan.plan.Participation;
import org.greenplan.plan.Role;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of 任务分解: who may take part how, and what counts as a difference from the plan. */
@Component
class AssignmentRules {

    static final int CONTRIBUTION_LENGTH = 500;

    private final PublishedUnits published;
    private final Measures measures;
    private final Directory directory;
    private final Clock clock;

    AssignmentRules(PublishedUnits published, Measures measures, Directory directory, Clock clock) {
        this.published = published;
        this.measures = measures;
        this.directory = directory;
        this.clock = clock;
    }

    void check(Measure measure, AssignmentInput input, Violations violations) {
        List<AssignmentInput.Row> rows = input.units();
        if (rows.isEmpty()) {
            violations.add("units", "units-missing", "请至少列出牵头部门和一个主责单位。");
            return;
        }
        int before = violations.errors().size();
        checkRows(rows, violations);
        if (violations.errors().size() > before) {
            return;
        }
        List<Assignment.UnitRow> units = input.checked();
        checkWhole(measure, units, violations);
        checkDates(measure, input, violations);
        violations.addIf(
                measure.needsConfirmation() && !input.confirmed(),
                "confirmed",
                "reading-not-confirmed",
                "本行的单位角色系推断得出，请核对后勾选确认。");
        violations.addIf(
                !differences(measure, units, input.deadline()).isEmpty() && input.note() == null,
                "note",
                "note-missing",
                "分解内容与印发的计划不一致，请说明理由，供分管领导审签。");
    }

    private void checkRows(List<AssignmentInput.Row> rows, Violations violations) {
        Set<String> known = directory.units().stream().map(Unit::code).collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            AssignmentInput.Row row = rows.get(i);
            String field = "units[" + i + "]";
            String code = row.unit();
            if (code == null || !known.contains(code)) {
                violations.add(field + ".unit", "unknown-unit", "没有这个单位，请从列表中选择。");
                continue;
            }
            Role role = row.role();
            Participation participation = row.participation();
            if (role == null || participation == null || !fits(role, participation)) {
                violations.add(
                        field + ".participation", "role-mismatch", directory.nameOf(code) + "的角色与参与方式不相符，请重新选择。");
                continue;
            }
            violations.addIf(
                    !seen.add(role + "/" + code),
                    field + ".unit",
                    "unit-twice",
                    directory.nameOf(code) + "在“" + role.label() + "”中列了两次，请删除一次。");
            Object contribution = row.contribution();
            violations.addIf(
                    contribution != null
                            && (!(contribution instanceof String text) || text.length() > CONTRIBUTION_LENGTH),
                    field + ".contribution",
                    "too-long",
                    "承担内容最多" + CONTRIBUTION_LENGTH + "字，请精简。");
        }
    }

    private void checkWhole(Measure measure, List<Assignment.UnitRow> units, Violations violations) {
        Set<String> reporting = with(units, Participation.REPORT);
        int before = violations.errors().size();
        for (PublishedUnits.Choice choice : published.choices(measure.key())) {
            Set<String> candidates =
                    choice.candidates().stream().map(Unit::code).collect(Collectors.toSet());
            boolean picked = units.stream()
                    .anyMatch(row -> role(row.role()) == choice.role() && candidates.contains(row.unit()));
            violations.addIf(!picked, "units", "towns-not-picked", "请选定“" + choice.name() + "”具体是哪些镇乡街道。");
        }
        boolean townsMissing = violations.errors().size() > before;
        violations.addIf(reporting.isEmpty() && !townsMissing, "units", "no-reporter", "至少要有一个填报进展的主责单位。");
        String lead = measures.leadOf(measure.key());
        violations.addIf(
                !with(units, Participation.COORDINATE).equals(Set.of(lead)),
                "units",
                "lead-changed",
                "第一牵头部门应为" + directory.nameOf(lead) + "；确需变更的，请由计划办办理。");
        Set<String> both = with(units, Participation.CONFIRM);
        both.retainAll(reporting);
        violations.addIf(!both.isEmpty(), "units", "reports-and-confirms", names(both) + "既填报又会签，请只保留一种。");
    }

    private void checkDates(Measure measure, AssignmentInput input, Violations violations) {
        violations.addIf(input.cadence() == null, "cadence", "cadence-missing", "请选择报送频次。");
        LocalDate deadline = input.deadline();
        if (deadline == null) {
            return;
        }
        violations.addIf(
                measure.deadline() != null && deadline.isAfter(measure.deadline()),
                "deadline",
                "deadline-later",
                "完成时限只能提前；确需延后的，请办理延期。");
        violations.addIf(deadline.isBefore(LocalDate.now(clock)), "deadline", "deadline-past", "完成时限不能早于今天。");
    }

    /** What differs from the plan as published, as Chinese sentences; picking among 相关镇乡 and 仅知会 do not. */
    List<String> differences(Measure measure, List<Assignment.UnitRow> units, @Nullable LocalDate deadline) {
        List<String> differences = new ArrayList<>();
        List<PublishedUnits.Choice> choices = published.choices(measure.key());
        Set<String> actingElsewhere = new HashSet<>(with(units, Participation.REPORT));
        actingElsewhere.addAll(with(units, Participation.COORDINATE));
        for (Role role : Role.values()) {
            Set<String> inPlan = published.named(measure.key(), role);
            Set<String> now = units.stream()
                    .filter(row -> role(row.role()) == role)
                    .map(Assignment.UnitRow::unit)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Set<String> pickable = choices.stream()
                    .filter(choice -> choice.role() == role)
                    .flatMap(choice -> choice.candidates().stream())
                    .map(Unit::code)
                    .collect(Collectors.toSet());
            Set<String> added = new LinkedHashSet<>(now);
            added.removeAll(inPlan);
            added.removeAll(pickable);
            Set<String> removed = new LinkedHashSet<>(inPlan);
            removed.removeAll(now);
            if (role == Role.ASSISTING) {
                removed.removeAll(actingElsewhere);
            }
            if (!added.isEmpty()) {
                differences.add("%s增加：%s。".formatted(role.label(), names(added)));
            }
            if (!removed.isEmpty()) {
                differences.add("%s减少：%s。".formatted(role.label(), names(removed)));
            }
        }
        if (deadline != null && !deadline.equals(measure.deadline())) {
            differences.add("完成时限提前至%s。".formatted(Times.day(deadline)));
        }
        return differences;
    }

    private static boolean fits(Role role, Participation participation) {
        return switch (role) {
            case LEAD -> participation == Participation.COORDINATE || participation == Participation.REPORT;
            case RESPONSIBLE -> participation == Participation.REPORT;
            case ASSISTING -> participation == Participation.CONFIRM || participation == Participation.INFORM;
        };
    }

    private static Set<String> with(List<Assignment.UnitRow> units, Participation participation) {
        return units.stream()
                .filter(row -> participation(row.participation()) == participation)
                .map(Assignment.UnitRow::unit)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String names(Set<String> codes) {
        return codes.stream().map(directory::nameOf).collect(Collectors.joining("、"));
    }

    static @Nullable Role role(String code) {
        return find(Role.values(), code);
    }

    static @Nullable Participation participation(String code) {
        return find(Participation.values(), code);
    }

    private static <E extends Enum<E>> @Nullable E find(E[] values, String code) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(code)) {
                return value;
            }
        }
        return null;
    }
}
