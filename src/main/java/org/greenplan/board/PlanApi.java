package org.greenplan.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.PublishedRole;
import org.greenplan.plan.PublishedRole.Basis;
import org.greenplan.plan.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A plan's measures for other programs. The plan is a published document: everybody who is logged in may read it. */
@RestController
class PlanApi {

    private final MeasureCatalogue catalogue;

    PlanApi(MeasureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/api/plans/{year}/measures")
    List<MeasureJson> measures(@PathVariable String year) {
        int number = PlanYear.parse(year);
        if (!catalogue.hasPlan(number)) {
            throw PlanYear.unknown(number);
        }
        Map<String, List<PublishedRole>> roles = catalogue.publishedRolesOfPlan(number).stream()
                .collect(Collectors.groupingBy(PublishedRole::measureKey));
        Map<String, List<Indicator>> indicators =
                catalogue.indicatorsOfPlan(number).stream().collect(Collectors.groupingBy(Indicator::measureKey));
        return catalogue.ofPlan(number).stream()
                .map(measure -> MeasureJson.of(
                        measure,
                        roles.getOrDefault(measure.key(), List.of()),
                        indicators.getOrDefault(measure.key(), List.of())))
                .toList();
    }

    /** Field names are a contract. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MeasureJson(
            String key,
            int taskNo,
            String taskTitle,
            String part,
            String section,
            String text,
            String deadlineText,
            @Nullable String deadline,
            String cadence,
            List<String> lead,
            List<String> responsible,
            List<String> assisting,
            BasisJson basis,
            boolean needsConfirmation,
            List<IndicatorJson> indicators,
            String status) {

        static MeasureJson of(Measure measure, List<PublishedRole> roles, List<Indicator> indicators) {
            LocalDate deadline = measure.deadline();
            return new MeasureJson(
                    measure.key(),
                    measure.taskNo(),
                    measure.taskTitle(),
                    measure.taskItem().part(),
                    measure.taskItem().section(),
                    measure.text(),
                    measure.deadlineText(),
                    deadline == null ? null : deadline.toString(),
                    measure.cadence().name().toLowerCase(Locale.ROOT),
                    names(roles, Role.LEAD),
                    names(roles, Role.RESPONSIBLE),
                    names(roles, Role.ASSISTING),
                    new BasisJson(
                            basis(roles, Role.LEAD), basis(roles, Role.RESPONSIBLE), basis(roles, Role.ASSISTING)),
                    measure.needsConfirmation(),
                    indicators.stream().map(IndicatorJson::of).toList(),
                    measure.status().code());
        }

        private static List<String> names(List<PublishedRole> roles, Role role) {
            return roles.stream()
                    .filter(entry -> entry.role() == role)
                    .map(PublishedRole::name)
                    .toList();
        }

        /** A role without any unit rests on the same cells as the row's others. */
        private static String basis(List<PublishedRole> roles, Role role) {
            return roles.stream()
                    .filter(entry -> entry.role() == role)
                    .findFirst()
                    .or(() -> roles.stream().findFirst())
                    .map(PublishedRole::basis)
                    .orElse(Basis.EXPLICIT)
                    .code();
        }
    }

    record BasisJson(String lead, String responsible, String assisting) {}

    record IndicatorJson(String name, String comparator, BigDecimal target, String unit) {

        static IndicatorJson of(Indicator indicator) {
            return new IndicatorJson(
                    indicator.name(), indicator.comparator().symbol(), indicator.target(), indicator.unit());
        }
    }
}
