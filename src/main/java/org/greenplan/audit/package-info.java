/** Who did what, when, from where: written by every room, read by the auditors, changed by nobody (ADR 0026). */
@NullMarked
package org.greenplan.audit;

import org.jspecify.annotations.NullMarked;
