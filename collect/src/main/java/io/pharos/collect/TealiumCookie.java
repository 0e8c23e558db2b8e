package io.pharos.collect;

import io.pharos.collect.Sources.Pair;
import io.pharos.model.Identification;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The visitors' ids that a browser keeps for several accounts and profiles in one cookie:
 * {@code account/profile>id|account/profile>id}.
 *
 * @see <a href="https://docs.tealium.com/server-side/visitor-stitching/tapid/">Tealium, TAPID</a>
 */
record TealiumCookie(Map<Pair, String> ids) {
    static final String NAME = "TAPID";
    static final TealiumCookie EMPTY = new TealiumCookie(Map.of());

    TealiumCookie {
        ids = new LinkedHashMap<>(ids);
    }

    /** What is of another form, or too long to be an id, is passed over. */
    static TealiumCookie read(String value) {
        var ids = new LinkedHashMap<Pair, String>();
        for (var part : value.split("\\|")) {
            var slash = part.indexOf('/');
            var id = part.indexOf('>', slash) + 1;
            if (slash > 0 && id > 0 && id < part.length()) {
                var pair = new Pair(
                        CookieText.decode(part.substring(0, slash)),
                        CookieText.decode(part.substring(slash + 1, id - 1)));
                ids.put(pair, CookieText.decode(part.substring(id)));
            }
        }
        ids.values().removeIf(id -> id.isBlank() || id.length() > Identification.LONGEST);
        return new TealiumCookie(ids);
    }

    Optional<String> id(Pair pair) {
        return Optional.ofNullable(ids.get(pair));
    }

    TealiumCookie with(Pair pair, String id) {
        var more = new TealiumCookie(ids);
        more.ids.put(pair, id);
        return more;
    }

    TealiumCookie without(Pair pair) {
        var fewer = new TealiumCookie(ids);
        fewer.ids.remove(pair);
        return fewer;
    }

    Collected.Cookie toSet(Duration lifetime) {
        var value = ids.entrySet().stream()
                .map(entry -> CookieText.encode(entry.getKey().account()) + "/"
                        + CookieText.encode(entry.getKey().profile()) + ">" + CookieText.encode(entry.getValue()))
                .collect(Collectors.joining("|"));
        return new Collected.Cookie(NAME, value, ids.isEmpty() ? Duration.ZERO : lifetime);
    }
}
