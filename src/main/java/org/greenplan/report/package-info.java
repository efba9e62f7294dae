/** What one unit hands in: drafts, reports and their frozen versions, evidence, signatures (process unit-report). */
@NullMarked
package org.greenplan.report;

import org.jspecify.annotations.NullMarked;
