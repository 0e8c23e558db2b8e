package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Sighting.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of all devices. Not thread-safe, except {@link #remembered}. */
final class Lines {
    private static final int CACHED = 20_000;

    private final Overlay rows;
    private final Map<String, Duration> claims;
    private final Lru<Identifier, Line> lines = new Lru<>(CACHED, (_, _) -> 1);
    private final Lru<Identifier, Identifier> last = new Lru<>(CACHED, (_, _) -> 1);

    Lines(Overlay rows, Workspace workspace) {
        this.rows = rows;
        this.claims = claims(workspace);
    }

    /** By kind, how long before somebody is first seen what happened on the device may be theirs. */
    static Map<String, Duration> claims(Workspace workspace) {
        return workspace.identifiers().stream()
                .filter(kind -> kind.claim().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        IdentifierKind::name, kind -> kind.claim().orElseThrow()));
    }

    Line of(Identifier device) {
        return lines.get(device).orElseGet(() -> {
            var line = new Line(device, claims);
            var prefix = Keys.sightingsOn(device);
            rows.scan(Family.SIGHTINGS, prefix, Keys.behind(prefix), (key, row) -> {
                if (key.length == prefix.length + Keys.SIGHTING_BYTES) {
                    line.add(Sighting.decode(row));
                }
                return true;
            });
            remember(device, line);
            return line;
        });
    }

    void add(Identifier device, Identifier subject, Event event, long position) {
        var line = of(device);
        var sighting = new Sighting(Spot.of(event), subject);
        line.add(sighting);
        rows.put(Family.SIGHTINGS, Keys.sighting(device, event.time(), position), sighting.encode());
        remember(device, line);
    }

    /**
     * None of {@code subjects} was ever seen on the device.
     *
     * @return how many sightings that were
     */
    int remove(Identifier device, Set<Identifier> subjects) {
        var keys = new ArrayList<byte[]>();
        var prefix = Keys.sightingsOn(device);
        rows.scan(Family.SIGHTINGS, prefix, Keys.behind(prefix), (key, row) -> {
            var isOfDevice = key.length == prefix.length + Keys.SIGHTING_BYTES;
            return !isOfDevice || !subjects.contains(Sighting.decode(row).subject()) || keys.add(key);
        });
        keys.forEach(key -> rows.delete(Family.SIGHTINGS, key));
        lines.remove(device);
        last.remove(device);
        return keys.size();
    }

    /** Who uses the device now, as far as memory goes, from any thread. */
    Optional<Identifier> remembered(Identifier device) {
        return last.get(device);
    }

    private void remember(Identifier device, Line line) {
        lines.put(device, line);
        line.last().ifPresent(subject -> last.put(device, subject));
    }
}
