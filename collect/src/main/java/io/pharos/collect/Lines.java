package io.pharos.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The lines of a file as bytes, in bounded memory. Not thread-safe. */
final class Lines {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream file;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int next;
    private int end;
    private long number;
    private boolean tooLong;

    Lines(InputStream file) {
        this.file = file;
    }

    /** Goes to the next line; false if there is none. */
    boolean advance() {
        line.reset();
        tooLong = false;
        if (next == end && !fill()) {
            return false;
        }
        number++;
        while (next < end || fill()) {
            var stop = next;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            append(stop - next);
            next = stop;
            if (stop < end) {
                next++;
                return true;
            }
        }
        return true;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The line, without its end; of a line that is too long, nothing. */
    byte[] bytes() {
        return line.toByteArray();
    }

    boolean isTooLong() {
        return tooLong;
    }

    private void append(int count) {
        tooLong |= line.size() + count > Limits.LINE_BYTES;
        if (tooLong) {
            line.reset();
        } else {
            line.write(buffer, next, count);
        }
    }

    private boolean fill() {
        try {
            next = 0;
            end = Math.max(0, file.read(buffer));
            return end > 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
