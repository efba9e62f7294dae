/** The application as it really runs, in processes of its own, when things go wrong: kills, crowds, several nodes. */
@NullMarked
package org.greenplan.trouble;

import org.jspecify.annotations.NullMarked;
