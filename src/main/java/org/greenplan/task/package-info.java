/**
 * The contract between people's tasks and the capabilities behind them: what a task's form accepts, what is typed but
 * not yet handed in, and how a broken rule is said. Knows nothing of Camunda and nothing of plans.
 */
@NullMarked
package org.greenplan.task;

import org.jspecify.annotations.NullMarked;
