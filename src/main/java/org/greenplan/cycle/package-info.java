/** A measure's way from assigned to closed (processes plan-launch, measure-cycle, measure-withdrawal). */
@NullMarked
package org.greenplan.cycle;

import org.jspecify.annotations.NullMarked;
