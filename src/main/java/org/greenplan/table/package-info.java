/** One table for many tasks: what a unit reports, signs, confirms and reviews in a period, on one page each. */
@NullMarked
package org.greenplan.table;

import org.jspecify.annotations.NullMarked;
