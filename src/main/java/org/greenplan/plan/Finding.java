package org.greenplan.plan;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the reader repaired, inferred or did not understand, for the plan office's import report.
 *
 * @param measureKey the measure concerned; null when it concerns none
 * @param taskNo the task item concerned; null when it concerns none
 * @param line line of the document, from 1
 * @param found what stood there
 * @param reading how it was read, a Chinese sentence
 */
public record Finding(
        Kind kind, @Nullable String measureKey, @Nullable Integer taskNo, int line, String found, String reading) {

    /** The whole finding as one Chinese sentence, e.g. 2026-02-02（第43行）完成时限为空：…. */
    public String sentence() {
        String place = measureKey != null ? measureKey : taskNo != null ? "任务" + taskNo : "";
        return place + "（第" + line + "行）" + kind.label() + (found.isEmpty() ? "" : "“" + found + "”") + "：" + reading;
    }

    /** What was found; the label is its Chinese name. */
    public enum Kind {
        PAGE_MARK("页码"),
        BOOKMARK("书签"),
        GLUED_NUMBER("混入单位栏的序号"),
        GLUED_TITLE("混入单位栏的任务名称"),
        MISSING_NUMBER("缺少序号"),
        NUMBER_GAP("序号不连续"),
        JOINED_TITLE("分行的任务名称"),
        JOINED_NAME("分行的单位名称"),
        ALIAS("单位简称"),
        DUPLICATE_NAME("重复的单位名称"),
        UNKNOWN_NAME("未识别的单位名称"),
        INFERRED_ROLES("推断的职责"),
        NO_LEAD("没有牵头部门"),
        CELL_COUNT("单位栏格数异常"),
        BLANK_CELL("空白的单位栏"),
        INHERITED_DEADLINE("空白的完成时限"),
        UNKNOWN_DEADLINE("未识别的完成时限"),
        OWN_DATE("正文中的时间要求"),
        NOT_A_TARGET("不作为指标的数值"),
        YEAR_MISMATCH("年份不一致"),
        SPLIT_ROW("被空行断开的行"),
        UNREADABLE("未能读入的内容");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Chinese name for the import report. */
        public String label() {
            return label;
        }
    }
}
