package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads every profile of a view, sorted by id. Holds the ids in the heap, and one profile at a time. */
final class Export {
    private final Edition edition;
    private final Rows rows;

    private record Named(String id, long profile) {}

    /** @param edition that all profiles are read under */
    Export(Edition edition, Rows rows) {
        this.edition = edition;
        this.rows = rows;
    }

    /** Profiles that had no event by {@code asOf} are left out. */
    void read(Instant asOf, Consumer<Snapshot> each) {
        var named = new ArrayList<Named>();
        rows.scan(Family.PROFILES, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            var id = ByteBuffer.wrap(key).getLong();
            profile(id, row, asOf).ifPresent(profile -> named.add(new Named(name(profile), id)));
            return true;
        });
        named.sort(Comparator.comparing(Named::id, Value.BY_CODE_POINT).thenComparingLong(Named::profile));
        for (var next : named) {
            rows.get(Family.PROFILES, Keys.profile(next.profile()))
                    .flatMap(row -> profile(next.profile(), row, asOf))
                    .ifPresent(profile -> each.accept(edition.engine().read(profile, asOf)));
        }
    }

    private String name(Profile profile) {
        return edition.identification()
                .name(profile.identifiers())
                .map(Identifier::toString)
                .orElse("");
    }

    private Optional<Profile> profile(long id, byte[] row, Instant asOf) {
        var profile = ProfileTable.decode(edition.engine(), row)
                .orElseGet(() -> HeadRule.republished(folded(HistoryTable.of(rows, id)), edition.since()))
                .profile();
        if (profile.steppedAt().isAfter(asOf)) {
            profile = folded(HistoryTable.of(rows, id).stream()
                    .filter(event -> !event.time().isAfter(asOf))
                    .toList());
        }
        return profile.isStranger() ? Optional.empty() : Optional.of(profile);
    }

    private Profile folded(List<Event> events) {
        return HistoryFold.of(edition.engine(), events);
    }
}
