package org.greenplan.directory;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;

/** Whether mail can be sent to what somebody entered as an address. */
public final class MailAddress {

    /** The longest path that SMTP carries (RFC 5321). */
    private static final int LONGEST = 254;

    private MailAddress() {}

    /**
     * Whether it is exactly one plain ASCII address with a domain: no name beside it, no list, nothing that could add a
     * line to a mail's head.
     */
    public static boolean isUsable(String address) {
        if (address.length() > LONGEST
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
            return false;
        }
        if (address.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == ',' || c == ';' || c == '<' || c == '>')) {
            return false;
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            // without a domain the parser is content with a name of this machine
            return address.equals(parsed.getAddress())
                    && !parsed.isGroup()
                    && address.indexOf('@') > 0
                    && address.indexOf('@') < address.length() - 1;
        } catch (AddressException notAnAddress) {
            return false;
        }
    }
}
