package org.greenplan.file;

/** What rests on a file. */
public enum FileUse {
    NONE,
    /** Something that was handed in to the own supervisor. */
    REPORTED,
    /** Something that the own supervisor has signed, so that the file has left the unit. */
    SIGNED
}
