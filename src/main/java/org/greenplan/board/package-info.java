/** Pages that show many things at once: the dossier and the list of measures. */
@NullMarked
package org.greenplan.board;

import org.jspecify.annotations.NullMarked;
