package org.greenplan.task;

import java.util.List;

/**
 * One input that a task accepts, over the form's draft or as a REST variable of the same name.
 *
 * @param label the Chinese label that stands beside it
 * @param max greatest length of a text or greatest count of rows
 * @param options the accepted values of a choice
 * @param rule what is asked of it, one Chinese sentence for the table in {@code docs/}
 */
public record InputField(String name, Type type, String label, int max, List<String> options, String rule) {

    /** What a value may be. */
    public enum Type {
        /** String. */
        TEXT,
        /** String, one of the options. */
        CHOICE,
        /** Boolean, or the strings true and false. */
        FLAG,
        /** Integer, or a string of digits. */
        INTEGER,
        /** String {@code yyyy-MM-dd}. */
        DATE,
        /** JSON array of strings, as text. */
        LIST,
        /** JSON array of objects, as text. */
        ROWS
    }
}
