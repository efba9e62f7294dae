package org.greenplan.calendar;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many workdays people have for each step. Each counts from the day the task came, but for two: {@code
 * approveReport} and {@code endCollection} count from the period's date.
 *
 * @param launch 计划下达: checking and signing a plan before it starts
 * @param assign 任务分解
 * @param approveAssignment 下达审签
 * @param returnedReport 退回后重报, and the least time for a report whose period is nearly or wholly over
 * @param approveReport 分管领导审签, from the period's date
 * @param endCollection 截止收报 by itself, from the due date of the reports
 * @param confirm 协办会签; unanswered after that, it counts as 无意见
 * @param approveDissent 会签意见审签
 * @param coordinate 牵头协调
 * @param review 牵头审核
 * @param approveClosing 办结审签
 * @param acceptClosing 办结核验
 * @param withdrawal 终止审签
 */
@Validated
@ConfigurationProperties("greenplan.due")
public record DueAllowances(
        @DefaultValue("5") @Min(1) @Max(60) int launch,
        @DefaultValue("5") @Min(1) @Max(60) int assign,
        @DefaultValue("2") @Min(1) @Max(60) int approveAssignment,
        @DefaultValue("3") @Min(1) @Max(60) int returnedReport,
        @DefaultValue("2") @Min(1) @Max(60) int approveReport,
        @DefaultValue("5") @Min(1) @Max(60) int endCollection,
        @DefaultValue("5") @Min(1) @Max(60) int confirm,
        @DefaultValue("2") @Min(1) @Max(60) int approveDissent,
        @DefaultValue("3") @Min(1) @Max(60) int coordinate,
        @DefaultValue("5") @Min(1) @Max(60) int review,
        @DefaultValue("3") @Min(1) @Max(60) int approveClosing,
        @DefaultValue("5") @Min(1) @Max(60) int acceptClosing,
        @DefaultValue("3") @Min(1) @Max(60) int withdrawal) {}
