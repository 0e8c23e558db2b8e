package io.pharos.runtime;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Definitions that somebody wants to publish.
 *
 * @param files their texts, by names relative to the workspace's folder
 * @param base the number of the version that they were made from
 * @param who wants it, as people are told
 * @param note why; may be empty
 * @param folder the folder on the server's machine that they were read from; empty if they came over HTTP
 * @param fire whether those who are in a segment or wear a badge by these definitions, and did not before, set off what
 *     joining it or getting it sets off
 */
public record Proposal(
        SortedMap<String, String> files, long base, String who, String note, Optional<String> folder, boolean fire) {
    public Proposal {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What a server publishes that starts. */
    public static Proposal atStart(SortedMap<String, String> files, long base, Optional<String> folder) {
        return new Proposal(files, base, "the start of the server", "", folder, false);
    }
}
