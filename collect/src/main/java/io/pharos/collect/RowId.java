package io.pharos.collect;

/**
 * Ids for rows of a file that has none: the same when the file is read again, so that nothing counts twice, and
 * different for another row, also at the same place of another file.
 */
final class RowId {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long hash = FNV_OFFSET;

    /** Takes part of what the row holds into the id; FNV-1a, the end of each part included. */
    RowId with(String part) {
        for (var i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ 0x10000) * FNV_PRIME;
        return this;
    }

    String at(long row) {
        return "row-%09d-%016x".formatted(row, hash);
    }
}
