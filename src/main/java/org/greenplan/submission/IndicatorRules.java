package org.greenplan.submission;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.report.ReportInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/** What is asked of 填报指标, and what a careful colleague would point out. One object is for one hand-in of one unit. */
final class IndicatorRules {

    private static final int WORDS = 500;
    private static final int EXPLANATION = 2000;
    private static final int CASE = 5000;
    private static final int MOST_FILES = 50;

    private final IndicatorInput input;
    private final String unit;
    /** Asked items in the catalogue's order. */
    private final List<CatalogueItem> asked;

    private final Optional<SubmissionContent> lastYear;
    private final Violations violations;

    /** @param unit that is asked */
    IndicatorRules(
            IndicatorInput input,
            String unit,
            List<CatalogueItem> asked,
            Optional<SubmissionContent> lastYear,
            Violations violations) {
        this.input = input;
        this.unit = unit;
        this.asked = asked;
        this.lastYear = lastYear;
        this.violations = violations;
    }

    /** @param narrative whether the unit is asked for its text on last year's progress */
    void check(boolean narrative) {
        Map<String, Integer> rows = input.rowOf();
        List<String> missing = new ArrayList<>();
        for (CatalogueItem item : asked) {
            Integer row = rows.get(item.number());
            if (row == null) {
                missing.add(item.number());
            } else {
                checkItem(item, input.items().get(row), "items[" + row + "]");
            }
        }
        violations.addIf(!missing.isEmpty(), "items", "items-missing", "还没有填写的指标：" + String.join("、", missing) + "。");
        if (narrative) {
            violations.addIf(input.narrative() == null, "narrative", "narrative-missing", "请填写上年度工作进展。");
            checkCases();
        }
    }

    private void checkItem(CatalogueItem item, IndicatorInput.Row row, String field) {
        Optional<SubmissionContent.Item> then = LastYear.item(lastYear, item);
        boolean explained = !row.explanation().isEmpty();
        boolean figure = false;
        boolean toExplain = false;
        for (int i = 0; i < item.parts().size(); i++) {
            CatalogueItem.Part part = item.parts().get(i);
            if (!part.asks(unit)) {
                continue;
            }
            IndicatorInput.Value value = row.value(i);
            String place = field + ".values[" + i + "]";
            checkValue(part, value, place);
            IndicatorReport.Value read = value.counted(part, then);
            boolean unknown = checkLastYear(part, read, value.before(part, then), place);
            figure |= read.state() != null && read.state().hasFigure();
            toExplain |= !read.elsewhere()
                    && (unknown || read.state() == DataState.PENDING || read.attained() == Attained.NO);
        }
        if (figure) {
            violations.addIf(row.origin().isEmpty(), field + ".origin", "origin-missing", "请填写数据来源，如“2026年统计年鉴”。");
            violations.addIf(row.asOf() == null, field + ".asOf", "as-of-missing", "请填写数据截至日期，如2026-12-31。");
        }
        violations.addIf(
                toExplain && !explained, field + ".explanation", "explanation-missing", "未达标的请说明原因和措施，数据未出的请说明预计何时能出。");
        limit(row.origin(), WORDS, field + ".origin", "数据来源");
        limit(row.explanation(), EXPLANATION, field + ".explanation", "说明");
        violations.addIf(row.evidence().size() > MOST_FILES, field + ".evidence", "too-many", "每项指标最多50份材料，请减少。");
    }

    /** Whether last year's figure decides, and nobody has it. */
    private boolean checkLastYear(
            CatalogueItem.Part part, IndicatorReport.Value read, @Nullable BigDecimal before, String field) {
        boolean lacking = read.number().isPresent()
                && before == null
                && part.target().compute(read.number().get(), null) == Attained.UNKNOWN;
        violations.addIf(
                lacking && read.lastYear().isEmpty(),
                field + ".lastYear",
                "last-year-missing",
                "目标要与上年比较，请填写上年值（数字）；上年没有数据的，填“无”，并在说明中写明。");
        return lacking && !read.lastYear().isEmpty();
    }

    private void checkValue(CatalogueItem.Part part, IndicatorInput.Value value, String field) {
        String amount = value.amount();
        DataState state = value.state();
        boolean several = part.suppliers().size() > 1;
        limit(value.lastYear(), WORDS, field + ".lastYear", "上年值");
        if (state == DataState.ELSEWHERE) {
            violations.addIf(!several, field + ".state", "only-supplier", "这项内容只由本单位提供，请选择核定数、快报数或数据未出。");
            violations.addIf(!amount.isEmpty(), field + ".amount", "amount-elsewhere", "选择“由其他提供单位填报”的，不填数值。");
            return;
        }
        if (state == DataState.PENDING) {
            violations.addIf(!amount.isEmpty(), field + ".amount", "amount-pending", "选择“数据未出”的，不填数值；已有数据的，请改选数据状态。");
            return;
        }
        if (part.numeric()) {
            violations.addIf(state == null, field + ".state", "state-missing", "请选择数据状态。");
            if (amount.isEmpty()) {
                violations.add(field + ".amount", "amount-missing", "请填写本年值；还没有数据的，数据状态选“数据未出”。");
            } else {
                violations.addIf(
                        ReportInput.amount(amount) == null,
                        field + ".amount",
                        "amount-not-a-number",
                        "应为数字，最多4位小数，不带单位%s。".formatted(part.unit().isEmpty() ? "" : "（" + part.unit() + "）"));
            }
        } else {
            violations.addIf(amount.isEmpty(), field + ".amount", "amount-missing", "请简要填写完成情况。");
            limit(amount, WORDS, field + ".amount", "完成情况");
        }
        Target target = part.target();
        if (target.toJudge()) {
            violations.addIf(
                    value.attained() == null,
                    field + ".attained",
                    "attained-missing",
                    target.composite() ? "请判断“%s”是否达到。".formatted(target.judged()) : "目标不是数值，请判断是否达标。");
            violations.addIf(
                    needsReason(target) && value.reason().isEmpty(),
                    field + ".reason",
                    "reason-missing",
                    "请写明判断依据，如考核结果通报的名称和文号。");
            limit(value.reason(), WORDS, field + ".reason", "判断依据");
        }
    }

    /** Of what is judged beside a figure. */
    static boolean needsReason(Target target) {
        return target.composite() || target.digitsInWords();
    }

    private void checkCases() {
        List<IndicatorInput.Case> cases = input.cases();
        for (int i = 0; i < cases.size(); i++) {
            String title = cases.get(i).title();
            String words = cases.get(i).text();
            String field = "cases[" + i + "]";
            violations.addIf(title.isEmpty(), field + ".title", "title-missing", "请填写案例名称；不报这个案例的，请移除。");
            violations.addIf(words.isEmpty(), field + ".text", "text-missing", "请填写案例内容；不报这个案例的，请移除。");
            limit(title, WORDS, field + ".title", "案例名称");
            limit(words, CASE, field + ".text", "案例内容");
        }
    }

    private void limit(String given, int max, String field, String label) {
        int length = given.length();
        violations.addIf(length > max, field, "too-long", "%s最多%d字，现有%d字，请精简。".formatted(label, max, length));
    }

    /** What a careful colleague would point out. */
    void advise(int dataYear, LocalDate today) {
        Map<String, Integer> rows = input.rowOf();
        for (CatalogueItem item : asked) {
            Integer at = rows.get(item.number());
            if (at == null) {
                continue;
            }
            IndicatorInput.Row row = input.items().get(at);
            String field = "items[" + at + "]";
            LocalDate asOf = row.asOf();
            if (asOf != null) {
                violations.addIf(asOf.isAfter(today), field + ".asOf", "date-in-future", "数据截至日期晚于今天，请核对。");
                violations.addIf(
                        !asOf.isAfter(today) && asOf.getYear() != dataYear,
                        field + ".asOf",
                        "other-year",
                        "报送的是%d年度数据，截至日期不在这一年，请核对。".formatted(dataYear));
            }
            Optional<SubmissionContent.Item> before = LastYear.item(lastYear, item);
            boolean any = false;
            for (int i = 0; i < item.parts().size(); i++) {
                CatalogueItem.Part part = item.parts().get(i);
                String amount = row.value(i).amount();
                any |= !amount.isEmpty();
                String then = LastYear.value(before, part.name());
                violations.addIf(
                        part.numeric() && isNoShare(part.unit(), amount),
                        field + ".values[" + i + "].amount",
                        "no-share",
                        "%s%%不在0至100之间，请核对单位和小数点。".formatted(amount));
                violations.addIf(
                        farFrom(amount, then),
                        field + ".values[" + i + "].amount",
                        "far-from-last-year",
                        "与上年值（%s）相差较大，请核对单位和小数点。".formatted(then));
            }
            violations.addIf(
                    any && row.evidence().isEmpty(), field + ".evidence", "evidence-missing", "还没有佐证材料，请核对是否需要上传。");
        }
    }

    private static boolean isNoShare(String unit, String amount) {
        BigDecimal share = ReportInput.amount(amount);
        return unit.matches("[%％]")
                && share != null
                && (share.signum() < 0 || share.compareTo(new BigDecimal(100)) > 0);
    }

    /** By more than half. */
    private static boolean farFrom(String amount, String then) {
        BigDecimal now = ReportInput.amount(amount);
        BigDecimal before = ReportInput.amount(then);
        return now != null
                && before != null
                && before.signum() != 0
                && now.subtract(before).abs().compareTo(before.abs().multiply(new BigDecimal("0.5"))) > 0;
    }
}
