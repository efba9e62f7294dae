/** Units, their other names, collective names, and who belongs to a unit. */
@NullMarked
package org.greenplan.directory;

import org.jspecify.annotations.NullMarked;
