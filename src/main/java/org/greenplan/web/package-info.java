/** What stands before every page and interface, whoever asks: bounds of requests, and refusals where no page is reached. */
@NullMarked
package org.greenplan.web;

import org.jspecify.annotations.NullMarked;
