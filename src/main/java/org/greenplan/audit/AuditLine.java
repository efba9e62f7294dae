package org.greenplan.audit;

import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * One line as it is kept: text from outside is cut to what the column holds, and nothing in it steers what shows it.
 *
 * @param person login name, or for a failed login the name as typed; empty for the system itself
 * @param personName the person's name at that time; empty where nobody has proved to be it
 * @param address where the request came from; empty where there was none
 * @param subject what it was done to
 */
record AuditLine(
        OffsetDateTime at,
        AuditEvent event,
        String person,
        String personName,
        String address,
        String subject,
        String detail) {

    /** Line ends, other control characters, what turns the direction of writing, and halves of characters. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    AuditLine {
        person = plain(person, 64);
        personName = plain(personName, 255);
        address = plain(address, 64);
        subject = plain(subject, 255);
        detail = plain(detail, 1000);
    }

    private static String plain(String text, int longest) {
        String line = STEERING.matcher(text).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
