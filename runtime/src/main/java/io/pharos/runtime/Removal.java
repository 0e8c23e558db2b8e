package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is to be removed, as the shards have to know.
 *
 * @param identifiers all by which they were known
 * @param named those that name them in events of others too, which the devices that people share do not
 * @param others persons whose events carry some of them
 * @param around identifiers that have to do with them by whatever links there were: whoever was once one person with them
 * @param stretches by device that people share, when what happened there without a name was theirs, in milliseconds
 * @param links that were deleted
 * @param sightings that were deleted
 */
record Removal(
        List<Long> persons,
        Set<Identifier> identifiers,
        Set<Identifier> named,
        Set<Long> others,
        Set<Identifier> around,
        Map<Identifier, List<Stretch>> stretches,
        long links,
        long sightings) {

    /** A stretch of time, both ends included. */
    record Stretch(long since, long until) {}

    boolean names(Collection<Identifier> carried) {
        return !Collections.disjoint(named, carried);
    }
}
