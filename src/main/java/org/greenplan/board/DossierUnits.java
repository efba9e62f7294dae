package org.greenplan.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.PublishedRole;
import org.greenplan.plan.RoleEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of each unit in force why it is there, and of each published name that nobody stands for yet what it waits for. */
@Component
class DossierUnits {

    private final MeasureCatalogue catalogue;
    private final Directory directory;

    DossierUnits(MeasureCatalogue catalogue, Directory directory) {
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /** The roles in force; units that share everything stand on one row. */
    List<Dossier.UnitRow> rows(String measureKey) {
        List<PublishedRole> published = catalogue.publishedRoles(measureKey);
        Map<String, Collective> collectives = collectives();
        Map<Dossier.UnitRow, List<String>> units = new LinkedHashMap<>();
        for (RoleEntry entry : catalogue.rolesInForce(measureKey)) {
            String contribution = entry.contribution() == null ? "" : entry.contribution();
            Dossier.UnitRow shared = new Dossier.UnitRow(
                    entry.role().label(),
                    "",
                    basis(entry, published, collectives),
                    entry.participation().label(),
                    contribution);
            units.computeIfAbsent(shared, none -> new ArrayList<>()).add(entry.unitName());
        }
        List<Dossier.UnitRow> rows = new ArrayList<>();
        units.forEach((shared, names) -> rows.add(new Dossier.UnitRow(
                shared.role(),
                String.join("、", names),
                shared.basis(),
                shared.participation(),
                shared.contribution())));
        return rows;
    }

    /** Published names behind which no unit stands in force, each as a sentence. */
    List<String> waiting(String measureKey) {
        Map<String, Collective> collectives = collectives();
        List<RoleEntry> inForce = catalogue.rolesInForce(measureKey);
        List<String> waiting = new ArrayList<>();
        for (PublishedRole role : catalogue.publishedRoles(measureKey)) {
            if (role.unitCode() != null) {
                continue;
            }
            Collective collective = collective(role, collectives);
            String name = role.role().label() + "“" + role.name() + "”";
            if (collective == null) {
                waiting.add(name + "不在单位表中，请计划办补充。");
                continue;
            }
            Set<String> members = collective.members().stream().map(Unit::code).collect(Collectors.toSet());
            boolean present = inForce.stream()
                    .anyMatch(entry -> entry.role() == role.role() && members.contains(entry.unitCode()));
            if (!present && collective.kind() == Collective.Kind.CHOSEN) {
                waiting.add(name + "由牵头部门在任务分解时选定。");
            } else if (!present && members.isEmpty()) {
                waiting.add(name + "的成员单位待计划办维护。");
            }
        }
        return waiting;
    }

    private static String basis(RoleEntry entry, List<PublishedRole> published, Map<String, Collective> collectives) {
        for (PublishedRole role : published) {
            if (role.role() == entry.role() && entry.unitCode().equals(role.unitCode())) {
                return role.basis().label();
            }
        }
        for (PublishedRole role : published) {
            Collective collective = collective(role, collectives);
            if (role.role() == entry.role()
                    && collective != null
                    && collective.members().stream()
                            .anyMatch(unit -> unit.code().equals(entry.unitCode()))) {
                return role.basis().label() + "，属“" + role.name() + "”";
            }
        }
        return "牵头部门分解时确定";
    }

    private static @Nullable Collective collective(PublishedRole role, Map<String, Collective> collectives) {
        return role.collectiveCode() == null ? null : collectives.get(role.collectiveCode());
    }

    private Map<String, Collective> collectives() {
        return directory.collectives().stream().collect(Collectors.toMap(Collective::code, Function.identity()));
    }
}
