package org.greenplan.architecture.cycle;

import org.camunda.bpm.engine.RuntimeService;

/** Breaks a rule on purpose: neither a delegate nor named as a use case that calls the engine. */
public record KnowsTheEngine(RuntimeService runtime) {}
