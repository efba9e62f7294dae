package org.greenplan.plan;

/**
 * A numbered row group (重点任务) as read.
 *
 * @param no its number in the plan
 * @param title its title on one line; empty when the document prints none
 * @param part heading of its part, as printed, e.g. 一、应对气候变化
 * @param section heading of its section, as printed, e.g. （一）温室气体排放控制目标; empty when there is none
 * @param position place in the plan, from 1
 * @param numberInferred whether the document prints no number in this row and the order supplied it
 */
public record TaskItemDraft(int no, String title, String part, String section, int position, boolean numberInferred) {}
