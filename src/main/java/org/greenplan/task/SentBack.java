package org.greenplan.task;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Why something came back, as forms show it on top.
 *
 * @param byName who sent it back
 * @param at when; {@code null} where that is not kept
 */
public record SentBack(String byName, @Nullable OffsetDateTime at, @Nullable String opinion) {}
