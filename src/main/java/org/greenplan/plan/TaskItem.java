package org.greenplan.plan;

/**
 * A numbered row group of the plan (重点任务).
 *
 * @param no its number in the plan, from 1
 * @param part heading of its part, e.g. 一、应对气候变化
 * @param section heading of its section, e.g. （一）温室气体排放控制目标; empty when it has none
 */
public record TaskItem(int year, int no, String title, String part, String section) {}
