package io.pharos.runtime;

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

    /** What {@link #get} would return after a crash at this moment. */
    Optional<byte[]> getFlushed(Family family, byte[] key);
}
