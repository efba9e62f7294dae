package org.greenplan.directory;

/**
 * A department, town or subdistrict (单位).
 *
 * @param code lower-case letters; also the stem of its groups' ids
 * @param name the full name
 * @param kind department, town, township, subdistrict, office
 * @param position its place in lists, from 1
 */
public record Unit(String code, String name, String kind, int position) {}
