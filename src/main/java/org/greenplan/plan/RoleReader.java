package org.greenplan.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.plan.Findings.Place;
import org.greenplan.plan.RoleDraft.Basis;
import org.greenplan.plan.RoleDraft.Role;
import org.greenplan.plan.UnitCells.PrintedName;
import org.jspecify.annotations.Nullable;

/**
 * Decides which unit has which role from a row's unit cells.
 *
 * <p>Three cells are lead, responsible, assisting. Two cells mean that the first two columns were merged: all units of the
 * first cell are responsible and the first-named one leads, the second cell assists. A two-cell row whose cells repeat
 * the lead and responsible cells of the three-cell row next to it is read like that row.
 */
final class RoleReader {

    private static final int COLUMNS = 3;

    private final Findings findings;

    RoleReader(Findings findings) {
        this.findings = findings;
    }

    /** The roles of a row, given the names in its cells and in those of the rows around it (null where there is none). */
    Reading read(
            Place place,
            int line,
            List<List<PrintedName>> cells,
            @Nullable List<List<PrintedName>> before,
            @Nullable List<List<PrintedName>> after) {
        cells.forEach(cell -> cell.forEach(name -> report(place, name)));
        List<RoleDraft> roles = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        if (cells.size() == 2) {
            twoCells(place, line, cells, repeats(cells, before) || repeats(cells, after), roles, reasons);
        } else {
            oneCellPerRole(place, line, cells, roles, reasons);
        }
        checkLead(place, line, roles, reasons);
        roles.stream()
                .filter(RoleDraft::unknown)
                .map(RoleDraft::name)
                .distinct()
                .forEach(name -> reasons.add("单位“" + name + "”不在单位表中，请补充单位或改正名称。"));
        return new Reading(List.copyOf(roles), String.join("", reasons));
    }

    private void twoCells(
            Place place,
            int line,
            List<List<PrintedName>> cells,
            boolean asNeighbour,
            List<RoleDraft> roles,
            List<String> reasons) {
        List<PrintedName> first = cells.get(0);
        List<PrintedName> second = cells.get(1);
        if (asNeighbour) {
            addAll(roles, place, Role.LEAD, first, Basis.INFERRED);
            addAll(roles, place, Role.RESPONSIBLE, second, Basis.INFERRED);
            reasons.add("本行单位栏只有两格，与相邻一行的牵头部门、主责单位两格相同，按“牵头部门、主责单位”读取，请确认。");
        } else {
            addAll(roles, place, Role.LEAD, first.stream().limit(1).toList(), Basis.INFERRED);
            addAll(roles, place, Role.RESPONSIBLE, first, Basis.INFERRED);
            addAll(roles, place, Role.ASSISTING, second, Basis.INFERRED);
            if (!second.isEmpty() && second.stream().allMatch(PrintedName::collective)) {
                reasons.add("本行单位栏只有两格，第二格只有“" + printed(second) + "”，按协办单位读取；也可能是主责单位，请确认。");
            }
        }
        String reading = "单位栏只有两格。牵头部门：" + names(roles, Role.LEAD) + "；主责单位：" + names(roles, Role.RESPONSIBLE)
                + "；协办单位：" + names(roles, Role.ASSISTING) + "。" + String.join("", reasons);
        findings.add(Finding.Kind.INFERRED_ROLES, place, line, row(cells), reading);
    }

    private void oneCellPerRole(
            Place place, int line, List<List<PrintedName>> cells, List<RoleDraft> roles, List<String> reasons) {
        boolean whole = cells.size() == COLUMNS;
        Basis basis = whole ? Basis.EXPLICIT : Basis.INFERRED;
        for (int i = 0; i < cells.size(); i++) {
            addAll(roles, place, Role.values()[Math.min(i, COLUMNS - 1)], cells.get(i), basis);
        }
        if (!whole) {
            String reading = "单位栏应为两格或三格，本行有" + cells.size() + "格，依次按牵头部门、主责单位、协办单位读取，请确认。";
            findings.add(Finding.Kind.CELL_COUNT, place, line, row(cells), reading);
            reasons.add(reading);
        }
    }

    private void report(Place place, PrintedName name) {
        if (name.lines() > 1) {
            findings.add(
                    Finding.Kind.JOINED_NAME, place, name.line(), name.name(), "分成" + name.lines() + "行的名称，接为一个单位。");
        }
        if (name.match() == null) {
            findings.add(Finding.Kind.UNKNOWN_NAME, place, name.line(), name.name(), "单位表中没有这个名称，原样保留，请补充单位或改正名称。");
        } else if (name.match().alias()) {
            findings.add(
                    Finding.Kind.ALIAS,
                    place,
                    name.line(),
                    name.name(),
                    "即“" + name.match().canonicalName() + "”。");
        }
    }

    private void checkLead(Place place, int line, List<RoleDraft> roles, List<String> reasons) {
        RoleDraft lead = roles.stream()
                .filter(role -> role.role() == Role.LEAD)
                .findFirst()
                .orElse(null);
        if (lead == null || lead.collectiveCode() != null) {
            String found = lead == null ? "" : lead.name();
            String reading = lead == null ? "本行没有牵头部门，请指定。" : "牵头部门应是一个单位，“" + found + "”是集合名称，请指定。";
            findings.add(Finding.Kind.NO_LEAD, place, line, found, reading);
            reasons.add(reading);
        }
    }

    private void addAll(List<RoleDraft> roles, Place place, Role role, List<PrintedName> cell, Basis basis) {
        int position =
                (int) roles.stream().filter(draft -> draft.role() == role).count();
        Set<String> seen = new LinkedHashSet<>();
        roles.stream().filter(draft -> draft.role() == role).forEach(draft -> seen.add(identity(draft)));
        for (PrintedName name : cell) {
            RoleDraft draft = draft(role, name, position + 1, basis);
            if (seen.add(identity(draft))) {
                roles.add(draft);
                position++;
            } else {
                findings.add(Finding.Kind.DUPLICATE_NAME, place, name.line(), name.name(), "同一职责下重复出现，只计一次。");
            }
        }
    }

    private static RoleDraft draft(Role role, PrintedName name, int position, Basis basis) {
        String code = name.match() == null ? null : name.match().code();
        return new RoleDraft(
                role, name.name(), name.collective() ? null : code, name.collective() ? code : null, position, basis);
    }

    private static String identity(RoleDraft draft) {
        return draft.unknown() ? "?" + draft.name() : draft.unitCode() + "/" + draft.collectiveCode();
    }

    private static boolean repeats(List<List<PrintedName>> cells, @Nullable List<List<PrintedName>> neighbour) {
        return neighbour != null
                && neighbour.size() == COLUMNS
                && !cells.get(0).isEmpty()
                && !cells.get(1).isEmpty()
                && printed(cells.get(0)).equals(printed(neighbour.get(0)))
                && printed(cells.get(1)).equals(printed(neighbour.get(1)));
    }

    private static String names(List<RoleDraft> roles, Role role) {
        String names = roles.stream()
                .filter(draft -> draft.role() == role)
                .map(RoleDraft::name)
                .collect(Collectors.joining("、"));
        return names.isEmpty() ? "无" : names;
    }

    private static String row(List<List<PrintedName>> cells) {
        return cells.stream().map(RoleReader::printed).collect(Collectors.joining(" | "));
    }

    private static String printed(List<PrintedName> cell) {
        return cell.isEmpty() ? "—" : cell.stream().map(PrintedName::name).collect(Collectors.joining("、"));
    }

    /**
     * What a row's cells were read as.
     *
     * @param confirmationReason why a person must confirm it, in Chinese; empty when nobody must
     */
    record Reading(List<RoleDraft> roles, String confirmationReason) {}
}
