/** Spreadsheets that come in, read within bounds. */
@NullMarked
package org.greenplan.spreadsheet;

import org.jspecify.annotations.NullMarked;
