package org.greenplan.task;

/**
 * One of the values among which a form lets people choose.
 *
 * @param code as it is handed in
 * @param label what people read
 */
public record Option(String code, String label) {}
