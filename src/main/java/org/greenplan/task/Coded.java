package org.greenplan.task;

import java.util.Locale;

/** A choice of people. Its code is its constant's name in small letters, where it says nothing else. */
public interface Coded {

    /** The constant's. */
    String name();

    /** What stands for it in inputs and tables. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
