package io.pharos.runtime;

import io.pharos.model.Snapshot;

/**
 * A profile as it was read.
 *
 * @param version the number of the publication that all of it was computed under: an earlier one than is in force until it is
 *     the profile's turn to be folded again
 */
public record ReadProfile(Snapshot snapshot, long version) {}
