package org.greenplan.file;

/**
 * What a file belongs to.
 *
 * @param kind of what; each is one room's
 * @param key names it within its kind, in that room's own words; at most 64 characters
 * @param unit code of the unit that handed the file in, and whose storage it takes
 */
public record FileOwner(String kind, String key, String unit) {}
