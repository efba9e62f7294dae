package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.greenplan.calendar.Cadence;
import org.greenplan.plan.Participation;
import org.greenplan.plan.Role;
import org.greenplan.task.Input;
import org.jspecify.annotations.Nullable;

/** What 任务分解 takes. Its rules: {@link AssignmentRules}. */
record AssignmentInput(
        @Input(
                        label = "参与单位",
                        max = 120,
                        rule =
                                "预填；每行 unit（单位代码）、role（lead、responsible、assisting）、participation（coordinate 牵头统筹，report 填报，confirm 会签，inform 仅知会）、contribution（承担内容，选填，最多500字）。")
                List<Row> units,
        @Input(label = "报送频次", rule = "预填 quarterly（每季度）。") @Nullable Cadence cadence,
        @Input(label = "每期都会签", rule = "选填；否则只在报告完成或最后一期时会签。") boolean confirmEachPeriod,
        @Input(label = "提前完成时限", rule = "选填；只能早于计划时限。") @Nullable LocalDate deadline,
        @Input(label = "我已核对以上读法", rule = "角色系推断、需人工确认的措施必填。") boolean confirmed,
        @Input(label = "说明", max = 1000, rule = "与印发的计划不一致时必填。") @Nullable String note) {

    /** How a unit takes part. */
    record Row(
            @Nullable String unit,
            @Nullable Role role,
            @Nullable Participation participation,
            @Nullable Object contribution) {}

    /** The rows that were checked. */
    List<Assignment.UnitRow> checked() {
        return units.stream()
                .map(row -> new Assignment.UnitRow(
                        Objects.requireNonNull(row.unit()),
                        Objects.requireNonNull(row.role()).code(),
                        Objects.requireNonNull(row.participation()).code(),
                        (String) row.contribution()))
                .toList();
    }
}
