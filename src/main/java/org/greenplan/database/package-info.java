/** What lies between the application and its database: how it is reached, what is promised of it, and how its loss is met. */
@NullMarked
package org.greenplan.database;

import org.jspecify.annotations.NullMarked;
