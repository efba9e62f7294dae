package org.greenplan.plan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A measure as every form shows it at its head. */
@Component
public class MeasureViews {

    /** A measure's head: what is to be done, by when, and who takes part. */
    public record MeasureView(
            String key,
            int taskNo,
            String taskTitle,
            String part,
            String section,
            List<String> paragraphs,
            String deadlineText,
            String deadlineWords,
            @Nullable LocalDate deadline,
            boolean ongoing,
            String cadence,
            String cadenceText,
            List<String> rawCells,
            List<UnitView> units,
            List<IndicatorView> indicators,
            String statusText) {}

    /** One unit in one role. */
    public record UnitView(
            String role,
            String roleText,
            String unit,
            String unitName,
            String participation,
            String participationText,
            @Nullable String contribution) {}

    /** One quantified target. */
    public record IndicatorView(
            long id, String name, String comparator, String target, String unit, String targetText) {}

    private final MeasureCatalogue catalogue;
    private final Directory directory;

    MeasureViews(MeasureCatalogue catalogue, Directory directory) {
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /** Reads at once what the views of these measures will ask. */
    public void readAhead(Collection<String> keys) {
        catalogue.readAhead(keys);
    }

    /** @throws java.util.NoSuchElementException when there is no such measure */
    public MeasureView of(String key) {
        Measure measure = catalogue.find(key).orElseThrow();
        return new MeasureView(
                measure.key(),
                measure.taskNo(),
                measure.taskTitle(),
                measure.taskItem().part(),
                measure.taskItem().section(),
                measure.paragraphs(),
                measure.deadlineText(),
                measure.deadlineWords(),
                measure.deadline(),
                measure.ongoing(),
                measure.cadence().name(),
                measure.cadence().label(),
                measure.rawCells(),
                units(measure),
                catalogue.indicators(key).stream().map(MeasureViews::indicator).toList(),
                measure.status().label());
    }

    /** The roles in force; before the assignment also the collective names behind which the lead still has to pick. */
    private List<UnitView> units(Measure measure) {
        Stream<UnitView> inForce =
                catalogue.rolesInForce(measure.key()).stream().map(MeasureViews::unit);
        if (measure.status() != MeasureStatus.ASSIGNING && measure.status() != MeasureStatus.PLANNED) {
            return inForce.toList();
        }
        Stream<UnitView> toPick = catalogue.publishedRoles(measure.key()).stream()
                .flatMap(role -> Optional.ofNullable(role.collectiveCode())
                        .flatMap(directory::collective)
                        .filter(collective -> collective.kind() == Collective.Kind.CHOSEN)
                        .map(collective -> new UnitView(
                                role.role().code(),
                                role.role().label(),
                                collective.code(),
                                role.name() + "（待选定）",
                                "",
                                "",
                                null))
                        .stream());
        return Stream.concat(inForce, toPick).toList();
    }

    private static UnitView unit(RoleEntry entry) {
        return new UnitView(
                entry.role().code(),
                entry.role().label(),
                entry.unitCode(),
                entry.unitName(),
                entry.participation().code(),
                entry.participation().label(),
                entry.contribution());
    }

    private static IndicatorView indicator(Indicator indicator) {
        return new IndicatorView(
                indicator.id(),
                indicator.name(),
                indicator.comparator().symbol(),
                indicator.target().toPlainString(),
                indicator.unit(),
                indicator.targetText());
    }
}
