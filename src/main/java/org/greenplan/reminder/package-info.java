/** Who is told of what, and when: the policy, the daily sweep and its digests, urging, and what people chose. */
@NullMarked
package org.greenplan.reminder;

import org.jspecify.annotations.NullMarked;
