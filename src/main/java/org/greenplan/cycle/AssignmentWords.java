package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Participation;
import org.greenplan.plan.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An assignment as it is read before it is signed: all that it sets, and what of that is otherwise than before. */
@Component
class AssignmentWords {

    /**
     * What stands otherwise than before.
     *
     * @param before empty when there was nothing, or when what is now says it all
     */
    public record Change(String what, String before, String now) {}

    /** Units that take part alike. */
    public record Group(String roleText, String participationText, List<Member> members) {}

    /** @param changed whether the unit, how it takes part or what it contributes is otherwise than before */
    public record Member(String unitName, @Nullable String contribution, boolean changed) {}

    private final MeasureCatalogue catalogue;
    private final PublishedUnits published;
    private final Directory directory;

    AssignmentWords(MeasureCatalogue catalogue, PublishedUnits published, Directory directory) {
        this.catalogue = catalogue;
        this.published = published;
        this.directory = directory;
    }

    /** The measure as it is in force: before the first assignment, as the plan has it. */
    Assignment inForce(Measure measure) {
        return new Assignment(
                catalogue.rolesInForce(measure.key()).stream()
                        .map(entry -> new Assignment.UnitRow(
                                entry.unitCode(),
                                entry.role().code(),
                                entry.participation().code(),
                                entry.contribution()))
                        .toList(),
                measure.cadence().name(),
                measure.confirmEachPeriod(),
                null,
                null,
                List.of());
    }

    /** Who takes part, role by role. */
    List<Group> groups(Assignment before, Assignment now) {
        Map<String, List<Assignment.UnitRow>> alike = now.units().stream()
                .collect(Collectors.groupingBy(
                        row -> role(row) + " " + row.participation(), LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream()
                .map(rows -> new Group(
                        role(rows.get(0)).label(),
                        participation(rows.get(0)),
                        rows.stream()
                                .map(row -> new Member(
                                        directory.nameOf(row.unit()),
                                        row.contribution(),
                                        !before.units().contains(row)))
                                .toList()))
                .toList();
    }

    static String confirmation(Assignment assignment) {
        return assignment.confirmEachPeriod() ? "每期都会签" : "有单位报“已完成”或到最后一期时会签";
    }

    static String cadence(Assignment assignment) {
        return Cadence.valueOf(assignment.cadence()).label();
    }

    /** By when, with the plan's own words where it is earlier. */
    static String deadline(Measure measure, Assignment assignment) {
        LocalDate earlier = assignment.deadline();
        return earlier == null || earlier.equals(measure.deadline())
                ? measure.deadlineWords()
                : "%s（计划：%s）".formatted(Times.day(earlier), measure.deadlineText());
    }

    /** What is set otherwise than before, in the order of the form. */
    List<Change> changes(Measure measure, Assignment before, Assignment now) {
        List<Change> changes = new ArrayList<>();
        for (Role role : Role.values()) {
            takingPart(measure, role, before, now, changes);
        }
        contributions(before, now, changes);
        add(changes, "报送频次", cadence(before), cadence(now));
        add(changes, "会签时间", confirmation(before), confirmation(now));
        add(changes, "完成时限", deadline(measure, before), deadline(measure, now));
        if (before.note() != null) {
            add(changes, "说明", before.note(), Objects.requireNonNullElse(now.note(), "（删去）"));
        }
        return changes;
    }

    private static void add(List<Change> changes, String what, String before, String now) {
        if (!before.equals(now)) {
            changes.add(new Change(what, before, now));
        }
    }

    private void takingPart(Measure measure, Role role, Assignment before, Assignment now, List<Change> changes) {
        Map<String, Assignment.UnitRow> had = in(role, before);
        Map<String, Assignment.UnitRow> has = in(role, now);
        Set<String> added = new LinkedHashSet<>(has.keySet());
        added.removeAll(had.keySet());
        for (PublishedUnits.Choice choice : published.choices(measure.key())) {
            if (choice.role() == role) {
                Set<String> picked = choice.candidates().stream()
                        .map(Unit::code)
                        .filter(added::contains)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                names("“" + choice.name() + "”选定", picked, changes);
                added.removeAll(picked);
            }
        }
        names(role.label() + "增加", added, changes);
        Set<String> gone = new LinkedHashSet<>(had.keySet());
        gone.removeAll(has.keySet());
        names(role.label() + "减少", gone, changes);
        Map<List<String>, List<String>> otherwise = new LinkedHashMap<>();
        has.forEach((unit, row) -> {
            Assignment.UnitRow earlier = had.get(unit);
            if (earlier != null && !participation(earlier).equals(participation(row))) {
                otherwise
                        .computeIfAbsent(List.of(participation(earlier), participation(row)), none -> new ArrayList<>())
                        .add(unit);
            }
        });
        otherwise.forEach((how, units) -> changes.add(new Change(names(units) + "参与方式", how.get(0), how.get(1))));
    }

    private void contributions(Assignment before, Assignment now, List<Change> changes) {
        Set<String> first = new LinkedHashSet<>();
        for (Assignment.UnitRow row : now.units()) {
            String had = before.units().stream()
                    .filter(earlier ->
                            earlier.unit().equals(row.unit()) && earlier.role().equals(row.role()))
                    .flatMap(earlier -> Stream.ofNullable(earlier.contribution()))
                    .findFirst()
                    .orElse(null);
            if (had != null) {
                add(
                        changes,
                        directory.nameOf(row.unit()) + "承担内容",
                        had,
                        Objects.requireNonNullElse(row.contribution(), "（删去）"));
            } else if (row.contribution() != null) {
                first.add(row.unit());
            }
        }
        names("写明承担内容", first, changes);
    }

    private void names(String what, Collection<String> units, List<Change> changes) {
        if (!units.isEmpty()) {
            changes.add(new Change(what, "", names(units)));
        }
    }

    private String names(Collection<String> units) {
        return units.stream().map(directory::nameOf).collect(Collectors.joining("、"));
    }

    private static Map<String, Assignment.UnitRow> in(Role role, Assignment assignment) {
        return assignment.units().stream()
                .filter(row -> role(row) == role)
                .collect(Collectors.toMap(
                        Assignment.UnitRow::unit, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }

    private static Role role(Assignment.UnitRow row) {
        return Role.valueOf(row.role().toUpperCase(Locale.ROOT));
    }

    private static String participation(Assignment.UnitRow row) {
        return Participation.valueOf(row.participation().toUpperCase(Locale.ROOT))
                .label();
    }
}
