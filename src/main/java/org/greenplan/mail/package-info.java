/** Letters to people: an outbox, the process that delivers each, and the channels that carry them; knows no measures. */
@NullMarked
package org.greenplan.mail;

import org.jspecify.annotations.NullMarked;
