/** How fast it is, and how large its file becomes: {@code mvn -Pbench test}. Asserts no speed. */
@NullMarked
package org.greenplan.bench;

import org.jspecify.annotations.NullMarked;
