/** The action plan: task items, measures, indicators, reporting periods, and the reader of the published document. */
@NullMarked
package org.greenplan.plan;

import org.jspecify.annotations.NullMarked;
