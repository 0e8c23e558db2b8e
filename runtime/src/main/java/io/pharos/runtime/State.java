package io.pharos.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a host, written in batches behind the log. Safe for use by many threads; one of them writes. */
public interface State extends Rows {

    /** Rows as they were at one moment. */
    interface View extends Rows, AutoCloseable {
        /** The same rows as {@link #scan}, from the last to the first. */
        void scanBack(Family family, byte[] from, byte[] to, Reader reader);

        @Override
        void close();
    }

    /** Changes that happen together or not at all. */
    interface Batch {
        void put(Family family, byte[] key, byte[] value);

        void delete(Family family, byte[] key);
    }

    View view();

    /** Seen by every read from now on; survives a crash only after a flush, together with all that was written before. */
    void write(Consumer<Batch> changes);

    /** Makes everything written so far survive. */
    void flush();

    /**
     * Lets go of what rows in these places were before, and of those that are gone: only what is there now is left in the
     * storage, as far as it has been flushed.
     *
     * @return false if a view that somebody holds still needs what was there before
     */
    boolean compact(List<Place> places);

    /** What {@link #get} would return after a crash at this moment. */
    Optional<byte[]> getFlushed(Family family, byte[] key);
}
