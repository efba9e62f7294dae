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

    public static InputField text(String name, String label, int max, String rule) {
        return new InputField(name, Type.TEXT, label, max, List.of(), rule);
    }

    public static InputField choice(String name, String label, List<String> options, String rule) {
        return new InputField(name, Type.CHOICE, label, 64, options, rule);
    }

    public static InputField flag(String name, String label, String rule) {
        return new InputField(name, Type.FLAG, label, 5, List.of(), rule);
    }

    public static InputField integer(String name, String label, String rule) {
        return new InputField(name, Type.INTEGER, label, 9, List.of(), rule);
    }

    public static InputField date(String name, String label, String rule) {
        return new InputField(name, Type.DATE, label, 10, List.of(), rule);
    }

    public static InputField list(String name, String label, int max, String rule) {
        return new InputField(name, Type.LIST, label, max, List.of(), rule);
    }

    public static InputField rows(String name, String label, int max, String rule) {
        return new InputField(name, Type.ROWS, label, max, List.of(), rule);
    }
}
