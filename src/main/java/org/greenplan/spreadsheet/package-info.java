/**
 * Tables that come in, .xlsx or CSV, read within bounds by one reader of cells, and those that go out as CSV. An import
 * asks for an {@link org.greenplan.spreadsheet.UploadedTable} and reads it as a
 * {@link org.greenplan.spreadsheet.HeadedTable}.
 */
@NullMarked
package org.greenplan.spreadsheet;

import org.jspecify.annotations.NullMarked;
