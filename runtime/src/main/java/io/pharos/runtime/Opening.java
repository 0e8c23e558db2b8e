package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.Engine;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is settled for good before anything runs: what the store is called, and which definitions are in force. */
final class Opening {
    static final byte[] EPOCH = Keys.text("epoch");
    /** Where a store that kept no versions had the moment at which its definitions came into force. */
    private static final byte[] BEFORE_VERSIONS = Keys.text("published");
    /** And how far profiles had followed them. */
    private static final byte[] SWEEPS = Keys.text("sweep/");

    private final Storage storage;
    private final State state;
    private final Language language;
    private final Optional<Publication> standIn;

    /**
     * @param standIn what is in force in a store that kept no versions, or if the latest version cannot be read by this
     *     program
     */
    Opening(Storage storage, Language language, Optional<Publication> standIn) {
        this.storage = storage;
        this.state = storage.state();
        this.language = language;
        this.standIn = standIn;
    }

    /**
     * What was published last, and is in force.
     *
     * @param publication empty if nothing ever was
     * @param earlier definitions that profiles were folded under last
     */
    record InForce(Optional<Publication> publication, Edition edition, List<Edition> earlier) {}

    /** @throws IllegalStateException if the log and the rows do not belong together */
    void check() {
        var written = Progress.of(state).position();
        var end = storage.log().end();
        if (end < written) {
            throw new IllegalStateException("the log ends at entry " + end + ", but the profiles go up to " + written
                    + ": they do not belong together, or files of the log are missing");
        }
    }

    /** Distinguishes this store from every other, in the ids of deliveries. */
    String epoch() {
        return state.get(Family.META, EPOCH)
                .map(epoch -> new String(epoch, StandardCharsets.UTF_8))
                .orElseGet(() -> {
                    var epoch = UUID.randomUUID().toString();
                    settle(batch -> batch.put(Family.META, EPOCH, Keys.text(epoch)));
                    return epoch;
                });
    }

    /** @throws IllegalStateException if the latest version cannot be read, and nothing stands in for it */
    InForce inForce() {
        keepFirstVersion();
        var latest = find(_ -> true);
        if (latest.isEmpty()) {
            return new InForce(Optional.empty(), Edition.NONE, List.of());
        }
        var publication = latest.get().publication();
        var engine = Engine.of(workspace(publication));
        var beginning = beginning(publication, engine.version());
        var edition = Edition.of(publication.number(), beginning.at(), beginning.fire(), engine);
        return new InForce(Optional.of(publication), edition, earlier(edition));
    }

    /** The latest version of which {@code wanted} holds. */
    private Optional<Versions.Row> find(Predicate<Versions.Row> wanted) {
        var found = new ArrayList<Versions.Row>();
        try (var view = state.view()) {
            Versions.latestFirst(view, row -> !wanted.test(row) || !found.add(row));
        }
        return found.stream().findFirst();
    }

    /** Takes what is in force in a store that kept no versions as the first that is kept. */
    private void keepFirstVersion() {
        var before = state.get(Family.META, BEFORE_VERSIONS);
        if (before.isEmpty() || standIn.isEmpty()) {
            return;
        }
        var from = new ByteReader(before.get());
        from.fixed();
        var publication = standIn.get().at(Instant.ofEpochMilli(from.fixed()));
        var row =
                new Versions.Row(publication, Engine.of(workspace(publication)).version());
        settle(batch -> {
            batch.put(Family.VERSIONS, row.key(), row.encode());
            batch.delete(Family.META, BEFORE_VERSIONS);
            state.scan(Family.META, SWEEPS, Keys.behind(SWEEPS), (key, _) -> {
                batch.delete(Family.META, key);
                return true;
            });
        });
    }

    private Workspace workspace(Publication publication) {
        return switch (language.read(publication.files())) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> workspace;
            case Parsed.Invalid<Workspace>(var problems) ->
                standIn.filter(other -> !other.files().equals(publication.files()))
                        .map(this::workspace)
                        .orElseThrow(() -> unreadable(publication, problems));
        };
    }

    private static IllegalStateException unreadable(Publication publication, List<Problem> problems) {
        return new IllegalStateException(
                "version " + publication.number() + ", which is published, cannot be read by this"
                        + " program. Start it with a folder of definitions that can. " + problems);
    }

    /** The first of the versions up to the latest that fold profiles as it does. */
    private Publication beginning(Publication latest, long fingerprint) {
        var beginning = new Publication[] {latest};
        var _ = find(row -> {
            var isAlike = row.fingerprint() == fingerprint;
            if (isAlike) {
                beginning[0] = row.publication();
            }
            return !isAlike;
        });
        return beginning[0];
    }

    /** The definitions that profiles were folded under last, as far as this program can still tell. */
    private List<Edition> earlier(Edition current) {
        var counts = Counts.load(state);
        var isCounted = counts.isCountedByFolds() || counts.of(Counts.PROFILES) == 0;
        if (!isCounted) {
            profiles((_, row) -> counts.folded(ProfileTable.peek(row).version()));
        }
        var earlier = new ArrayList<Edition>();
        var unknown = new ArrayList<Long>();
        for (var fingerprint : counts.fingerprints()) {
            if (fingerprint != current.fingerprint()) {
                folding(fingerprint).ifPresentOrElse(earlier::add, () -> unknown.add(fingerprint));
            }
        }
        if (!unknown.isEmpty()) {
            unknown.forEach(counts::forget);
            countMemberships(counts, new Editions(current, earlier));
        }
        if (!isCounted || !unknown.isEmpty()) {
            settle(batch -> counts.gather(state, batch));
        }
        return earlier;
    }

    /** The latest version that folds profiles so, as far as this program can still tell. */
    Optional<Edition> folding(long fingerprint) {
        return find(row -> row.fingerprint() == fingerprint)
                .flatMap(row -> language.read(row.publication().files()) instanceof Parsed.Valid<Workspace> valid
                        ? Optional.of(Edition.of(
                                row.publication().number(), row.publication().at(), false, Engine.of(valid.value())))
                        : Optional.empty())
                .filter(edition -> edition.fingerprint() == fingerprint);
    }

    /** Who is in what, of those of whom it can still be told; the others are counted when they are folded again. */
    private void countMemberships(Counts counts, Editions editions) {
        counts.forgetMemberships();
        if (counts.fingerprints().isEmpty()) {
            return;
        }
        profiles((_, row) -> editions.of(ProfileTable.peek(row).version())
                .ifPresent(edition -> ProfileTable.decode(edition.engine(), row)
                        .ifPresent(standing -> counts.add(
                                Memberships.of(edition.rule().memberships(standing.atHead(edition.engine()))), 1))));
    }

    private void profiles(Each each) {
        state.scan(Family.PROFILES, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            each.profile(ByteBuffer.wrap(key).getLong(), row);
            return true;
        });
    }

    private interface Each {
        void profile(long id, byte[] row);
    }

    private void settle(Consumer<State.Batch> changes) {
        state.write(changes);
        state.flush();
    }
}
