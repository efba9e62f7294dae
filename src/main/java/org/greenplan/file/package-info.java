/** What keeps a file: intake and detection, its bytes in the database, what they take, and how they go over HTTP. */
@NullMarked
package org.greenplan.file;

import org.jspecify.annotations.NullMarked;
