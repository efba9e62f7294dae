package org.greenplan.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.FieldError;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 实质内容核对: what a careful colleague would point out before a report leaves the unit. The writer and the supervisor read
 * the same sentences; none of them keeps anybody from going on.
 */
@Component
class SubstanceCheck {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final ReportStore store;
    private final ReportRounds rounds;
    private final MeasureCatalogue measures;
    private final Clock clock;

    SubstanceCheck(ReportStore store, ReportRounds rounds, MeasureCatalogue measures, Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.measures = measures;
        this.clock = clock;
    }

    /**
     * The report that the unit signed for an earlier period.
     *
     * @param narrative {@code null} when it was reported elsewhere
     */
    record Earlier(String periodName, @Nullable String narrative) {}

    /** Of what is typed now. */
    void advise(ReportRounds.Request request, ReportInput input, Violations warnings) {
        check(
                input,
                measures.indicators(request.measureKey()),
                earlier(request).orElse(null),
                LocalDate.now(clock),
                warnings);
    }

    /** Of what was handed in; what lay in the future on that day is still pointed out later. */
    List<FieldError> of(ReportRounds.Request request, ReportStore.Version version) {
        List<Indicator> indicators = measures.indicators(request.measureKey());
        LocalDate written =
                version.writtenAt().atZoneSameInstant(clock.getZone()).toLocalDate();
        ReportInput input = ReportInput.of(version.content())
                .inForm(indicators.stream().map(Indicator::id).toList());
        Violations warnings = new Violations();
        check(input, indicators, earlier(request).orElse(null), written, warnings);
        return warnings.errors();
    }

    private Optional<Earlier> earlier(ReportRounds.Request request) {
        return store.previous(request.measureKey(), request.unitCode(), request.roundId())
                .map(version -> new Earlier(
                        rounds.request(version.roundId(), version.unitCode()).periodName(),
                        version.content().narrative()));
    }

    /** @param today the day on which it is written */
    static void check(
            ReportInput input,
            List<Indicator> indicators,
            @Nullable Earlier earlier,
            LocalDate today,
            Violations warnings) {
        ReportState state = input.state();
        List<ReportInput.Value> rows = input.values();
        if (state != null && state != ReportState.NOT_STARTED) {
            checkFigures(rows, indicators, warnings);
        }
        for (Indicator indicator : indicators) {
            int row = rowOf(rows, indicator);
            if (row >= 0 && rows.get(row).amount() != null) {
                checkDate(
                        rows.get(row).asOf(),
                        today,
                        "values[" + row + "].asOf",
                        "指标“" + indicator.name() + "”的数据截至日期",
                        warnings);
            }
        }
        checkCoordination(state, input, warnings);
        if (input.elsewhere()) {
            checkDate(input.elsewhereDate(), today, "elsewhereDate", "报送日期", warnings);
            return;
        }
        if (state != null && state.done()) {
            warnings.addIf(
                    input.evidence().isEmpty(),
                    "evidence",
                    "evidence-missing",
                    "状态为“%s”，还没有佐证材料，请核对是否需要上传。".formatted(state.label()));
        }
        String words = Words.plain(input.narrative());
        if (earlier != null && !words.isEmpty() && words.equals(Words.plain(earlier.narrative()))) {
            warnings.add(
                    "narrative", "text-unchanged", "进展情况与上期报告（%s）相同，请核对是否写明了本期的进展。".formatted(earlier.periodName()));
        }
    }

    /** What is taken over from the last report may want others' help while the state says that all goes well. */
    private static void checkCoordination(@Nullable ReportState state, ReportInput input, Violations warnings) {
        if (state != null && state != ReportState.NEEDS_COORDINATION && state != ReportState.LAGGING) {
            boolean what = input.coordination() != null;
            warnings.addIf(
                    what || input.coordinationWith() != null,
                    what ? "coordination" : "coordinationWith",
                    "coordination-unasked",
                    "状态为“%s”，但写有需协调事项，请核对：仍需协调的，状态请选“需协调”；已不需要的，请删去。".formatted(state.label()));
        }
    }

    private static void checkFigures(List<ReportInput.Value> rows, List<Indicator> indicators, Violations warnings) {
        for (int position = 0; position < indicators.size(); position++) {
            Indicator indicator = indicators.get(position);
            int row = rowOf(rows, indicator);
            warnings.addIf(
                    row < 0 || rows.get(row).amount() == null,
                    "values[" + (row < 0 ? position : row) + "].amount",
                    "figure-missing",
                    "指标“%s”（目标%s）没有填写本期数值，请核对；暂无数据的，可在进展情况中说明。".formatted(indicator.name(), indicator.targetText()));
        }
    }

    private static int rowOf(List<ReportInput.Value> rows, Indicator indicator) {
        for (int i = 0; i < rows.size(); i++) {
            if (Long.valueOf(indicator.id()).equals(rows.get(i).indicatorId())) {
                return i;
            }
        }
        return -1;
    }

    private static void checkDate(
            @Nullable LocalDate date, LocalDate today, String field, String label, Violations warnings) {
        if (date != null && date.isAfter(today)) {
            warnings.add(field, "date-in-future", "%s（%s）晚于填报当日，请核对。".formatted(label, DAY.format(date)));
        }
    }
}
