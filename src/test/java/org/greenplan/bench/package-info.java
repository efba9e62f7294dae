/** How fast it is: {@code mvn -Pbench test}. Asserts no speed. */
@NullMarked
package org.greenplan.bench;

import org.jspecify.annotations.NullMarked;
