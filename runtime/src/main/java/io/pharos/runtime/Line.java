package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Removal.Stretch;
import io.pharos.runtime.Sighting.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who was seen when on one device that people share. What happens there without a name belongs to who was seen last before
 * it; else to who is seen first after it, if that is not too long after; else to the device alone. Not thread-safe.
 */
final class Line {
    private final NavigableMap<Spot, Identifier> seen = new TreeMap<>();
    private final Identifier device;
    private final Map<String, Duration> claims;

    /** @param claims by kind, how long before they are first seen something may be theirs; a kind without has no limit */
    Line(Identifier device, Map<String, Duration> claims) {
        this.device = device;
        this.claims = claims;
    }

    void add(Sighting sighting) {
        seen.put(sighting.spot(), sighting.subject());
    }

    Identifier owner(Spot spot) {
        var before = seen.floorEntry(spot);
        if (before != null) {
            return before.getValue();
        }
        var first = seen.firstEntry();
        return first != null && spot.time() >= since(first.getValue(), first.getKey()) ? first.getValue() : device;
    }

    /** All who were ever seen there. */
    Set<Identifier> subjects() {
        return new HashSet<>(seen.values());
    }

    /** Who would be taken for the one who uses the device now. */
    Optional<Identifier> last() {
        return Optional.ofNullable(seen.lastEntry()).map(Map.Entry::getValue);
    }

    Optional<Sighting> before(Spot spot) {
        return Optional.ofNullable(seen.lowerEntry(spot)).map(Line::sighting);
    }

    Optional<Sighting> after(Spot spot) {
        return Optional.ofNullable(seen.higherEntry(spot)).map(Line::sighting);
    }

    Optional<Sighting> first() {
        return Optional.ofNullable(seen.firstEntry()).map(Line::sighting);
    }

    /** When, up to {@code until}, what happened on the device without a name was of one of {@code owners}; in milliseconds. */
    List<Stretch> stretches(Set<Identifier> owners, long until) {
        var stretches = new ArrayList<Stretch>();
        var first = seen.firstEntry();
        if (first == null) {
            return owners.contains(device) ? List.of(new Stretch(Long.MIN_VALUE, until)) : stretches;
        }
        var since = since(first.getValue(), first.getKey());
        if (owners.contains(device) && since > Long.MIN_VALUE) {
            stretches.add(new Stretch(Long.MIN_VALUE, since - 1));
        }
        var owner = first.getValue();
        for (var next : seen.tailMap(first.getKey(), false).entrySet()) {
            if (owners.contains(owner)) {
                stretches.add(new Stretch(since, next.getKey().time()));
            }
            since = next.getKey().time();
            owner = next.getValue();
        }
        if (owners.contains(owner)) {
            stretches.add(new Stretch(since, until));
        }
        return stretches;
    }

    /** Since when, in milliseconds, what happened before somebody's sighting is theirs if it is the first on the device. */
    long since(Identifier subject, Spot spot) {
        var claim = claims.get(subject.kind());
        return claim == null ? Long.MIN_VALUE : spot.time() - claim.toMillis();
    }

    private static Sighting sighting(Map.Entry<Spot, Identifier> entry) {
        return new Sighting(entry.getKey(), entry.getValue());
    }
}
