package io.pharos.model;

import java.util.List;
import java.util.Optional;

/** Where events come from. */
public record Source(
        String name,
        Kind kind,
        Optional<String> key,
        List<String> origins,
        Optional<Tealium> tealium,
        Optional<FileMapping> file,
        About about) {

    public enum Kind {
        WEB,
        SERVER,
        SEGMENT,
        TEALIUM,
        FILE;

        /** Whether pages and apps send themselves, with a key that whoever uses them can read. */
        public boolean isSentByVisitors() {
            return switch (this) {
                case WEB, SEGMENT, TEALIUM -> true;
                case SERVER, FILE -> false;
            };
        }
    }

    public Source {
        origins = List.copyOf(origins);
    }

    /** @param keys the data source keys that name this source; any other key of the pair falls to it too */
    public record Tealium(String account, String profile, List<String> keys) {
        public Tealium {
            keys = List.copyOf(keys);
        }
    }
}
