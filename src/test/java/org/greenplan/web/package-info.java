/** The bounds of requests, and what is answered where no page is reached. */
@NullMarked
package org.greenplan.web;

import org.jspecify.annotations.NullMarked;
