/** The yearly submission to the national eco-civilisation platform: its catalogue of indicators. */
@NullMarked
package org.greenplan.submission;

import org.jspecify.annotations.NullMarked;
