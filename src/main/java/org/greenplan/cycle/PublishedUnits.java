package org.greenplan.cycle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.PublishedRole;
import org.greenplan.plan.Role;
import org.springframework.stereotype.Component;

/** Which units the plan itself means in each role, and among which the lead picks. */
@Component
class PublishedUnits {

    /** A collective name such as 相关镇乡街道, behind which the lead picks. */
    record Choice(Role role, String collective, String name, List<Unit> candidates) {}

    private final MeasureCatalogue catalogue;
    private final Directory directory;

    PublishedUnits(MeasureCatalogue catalogue, Directory directory) {
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /** Units that stand in a role by the plan's own words, fixed collective names and groups expanded. */
    Set<String> named(String measureKey, Role role) {
        Set<String> units = new LinkedHashSet<>();
        for (PublishedRole published : catalogue.publishedRoles(measureKey)) {
            if (published.role() != role) {
                continue;
            }
            if (published.unitCode() != null) {
                units.add(published.unitCode());
            }
            collective(published).ifPresent(group -> group.unitsInForce().forEach(unit -> units.add(unit.code())));
        }
        return units;
    }

    List<Choice> choices(String measureKey) {
        return catalogue.publishedRoles(measureKey).stream()
                .flatMap(published -> collective(published)
                        .filter(collective -> collective.kind() == Collective.Kind.CHOSEN)
                        .map(collective ->
                                new Choice(published.role(), collective.code(), published.name(), collective.members()))
                        .stream())
                .toList();
    }

    /** Groups of which nobody has said yet whom they mean, each as a sentence: whoever assigns now assigns without them. */
    List<String> unkept(String measureKey) {
        return catalogue.publishedRoles(measureKey).stream()
                .filter(published ->
                        collective(published).filter(Collective::isUnkept).isPresent())
                .map(published -> "%s“%s”的成员单位待计划办维护，现在下达不含这些单位。"
                        .formatted(published.role().label(), published.name()))
                .toList();
    }

    private Optional<Collective> collective(PublishedRole published) {
        return Optional.ofNullable(published.collectiveCode()).flatMap(directory::collective);
    }
}
