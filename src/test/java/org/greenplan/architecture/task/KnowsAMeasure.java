package org.greenplan.architecture.task;

import org.greenplan.plan.Measure;

/** Breaks a rule on purpose: a lower room that names a higher one. */
public record KnowsAMeasure(Measure measure) {}
