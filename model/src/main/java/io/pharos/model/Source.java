package io.pharos.model;

import java.util.List;
import java.util.Optional;

/**
 * Where events come from.
 *
 * @param appIds of the Snowplow trackers whose events it takes; without any, it takes those that no other source names
 */
public record Source(
        String name,
        Kind kind,
        Optional<String> key,
        List<String> origins,
        Treatment treatment,
        Optional<Tealium> tealium,
        List<String> appIds,
        Optional<FileMapping> file,
        About about) {

    public enum Kind {
        WEB,
        SERVER,
        SEGMENT,
        TEALIUM,
        SNOWPLOW,
        FILE;

        /** Whether pages and apps send themselves, with a key that whoever uses them can read. */
        public boolean isSentByVisitors() {
            return switch (this) {
                case WEB, SEGMENT, TEALIUM, SNOWPLOW -> true;
                case SERVER, FILE -> false;
            };
        }
    }

    public Source {
        origins = List.copyOf(origins);
        appIds = List.copyOf(appIds);
    }

    /** @param keys the data source keys that name this source; any other key of the pair falls to it too */
    public record Tealium(String account, String profile, List<String> keys) {
        public Tealium {
            keys = List.copyOf(keys);
        }
    }
}
