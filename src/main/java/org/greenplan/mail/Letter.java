package org.greenplan.mail;

import org.greenplan.directory.Person;

/**
 * What one person is to be told, before it is handed to a channel.
 *
 * @param onceKey what makes it the same letter: the outbox takes each key once, e.g. {@code digest/2026-11-25/water1}
 * @param subject plain text; line breaks and control characters in it are taken out
 * @param html a whole page for a mail reader, everything in it escaped already
 */
public record Letter(String onceKey, Kind kind, Person recipient, String subject, String text, String html) {

    /** Why it is written. */
    public enum Kind {
        /** 每日提醒 */
        DIGEST("digest", "每日提醒"),
        /** 催办 */
        URGE("urge", "催办"),
        /** 退回通知 */
        RETURN("return", "退回通知");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        public String code() {
            return code;
        }

        /** @throws IllegalArgumentException when there is no such kind */
        public static Kind ofCode(String code) {
            for (Kind kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(code);
        }

        /** What users read. */
        public String label() {
            return label;
        }
    }
}
