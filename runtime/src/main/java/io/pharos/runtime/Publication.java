package io.pharos.runtime;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version of the definitions, as it was published; kept for good.
 *
 * @param number from 1, rising by one
 * @param at when it came into force
 * @param base the number of the version before, which it was made from
 * @param who published it, as people are told
 * @param note why; may be empty
 * @param folder the folder on the server's machine that it came from, if it did
 * @param fire whether memberships that it brought about set something off
 * @param files the texts of the definitions, by names relative to the workspace's folder
 */
public record Publication(
        long number,
        Instant at,
        long base,
        String who,
        String note,
        Optional<String> folder,
        boolean fire,
        SortedMap<String, String> files) {
    public Publication {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Publication of(Proposal proposal, long number, Instant at) {
        return new Publication(
                number,
                at,
                proposal.base(),
                proposal.who(),
                proposal.note(),
                proposal.folder(),
                proposal.fire(),
                proposal.files());
    }

    Publication at(Instant moment) {
        return new Publication(number, moment, base, who, note, folder, fire, files);
    }
}
