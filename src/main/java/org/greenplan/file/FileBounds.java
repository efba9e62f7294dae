package org.greenplan.file;

/**
 * What bounds the files of one owner.
 *
 * @param planYear in whose storage of the unit they are counted
 * @param place what the owner is called in the sentence that says it has too many, e.g. 这份报告
 */
public record FileBounds(int planYear, String place) {}
