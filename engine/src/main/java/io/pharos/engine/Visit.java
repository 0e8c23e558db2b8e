package io.pharos.engine;

import io.pharos.model.Value;
import java.util.Map;

/**
 * The visit that is open. Times are in milliseconds.
 *
 * @param last the time of its last event so far
 * @param timeout fixed by its first event
 * @param properties those of its last event that something reads when the visit ends
 */
record Visit(long start, long last, long timeout, Map<String, Value> properties) {

    /** When it ends if nothing more happens. */
    long end(long longest) {
        return Math.min(last + timeout, start + longest);
    }
}
