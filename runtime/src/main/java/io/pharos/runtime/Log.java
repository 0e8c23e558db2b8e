package io.pharos.runtime;

import java.util.List;

/**
 * The records of a host in the order in which they were appended; the truth from which everything else follows.
 * Positions are numbers of records, from 0. One thread appends and reads; another may drop.
 */
public interface Log {
    /** The position of the next record. */
    long end();

    /** Appends {@code records} in order; they are durable on return. */
    void append(List<byte[]> records);

    /**
     * The records from position {@code from} on, without a gap: at least one unless that is the end, and then so many that they hold about
     * {@code bytes}.
     *
     * @throws IllegalArgumentException if {@code from} was dropped or lies beyond the end
     */
    List<byte[]> read(long from, int bytes);

    /** Parts what was appended so far from what will be, so that {@link #drop} can give up all of it. By the thread that appends. */
    void part();

    /** Gives up records below {@code position}; some of them may stay. */
    void drop(long position);
}
