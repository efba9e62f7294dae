package org.greenplan.directory;

/**
 * Somebody who logs in.
 *
 * @param id login name
 * @param name whole Chinese name
 * @param email may be empty
 */
public record Person(String id, String name, String email) {}
