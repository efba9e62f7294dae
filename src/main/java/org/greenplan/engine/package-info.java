/** Everything that exists only because of Camunda: deployment, identity, the guard of every task, login, Tasklist's own files. */
@NullMarked
package org.greenplan.engine;

import org.jspecify.annotations.NullMarked;
