/** Working days and the dates that follow from them; knows nothing of plans. */
@NullMarked
package org.greenplan.calendar;

import org.jspecify.annotations.NullMarked;
