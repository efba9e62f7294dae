/** What is signed stays as it was signed: frozen content, and who signed it. */
@NullMarked
package org.greenplan.signing;

import org.jspecify.annotations.NullMarked;
