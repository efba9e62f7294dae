package org.greenplan.task;

/**
 * What a task puts before a second person, who has no part in it (ADR 0027).
 *
 * @param work under which key {@link Authors} knows who worked on it
 * @param name what people call it, in Chinese
 */
public record ToSign(String work, String name) {}
