package io.pharos.runtime;

/**
 * How far it has come with what is made beside before a version comes into force that changes who is who.
 *
 * @param version the number that the version will have
 * @param done events looked at
 * @param all events there are
 */
public record Preparation(long version, long done, long all) {}
