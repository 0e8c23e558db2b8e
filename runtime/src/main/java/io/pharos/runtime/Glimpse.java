package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.History;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A person's history, as the shard saw it at one moment, to be read on another thread: what is long of it lies in the
 * state, and only what is not written yet is copied. Close it soon, for the state keeps for it what changes meanwhile.
 *
 * @param engine of the definitions in force
 * @param folded the profile as its events have left it; empty if nobody has folded it under these definitions yet
 * @param written the rows that were written by then
 * @param events those of the history that were not
 * @param caused what the profile has caused and was not, under all of its names
 */
record Glimpse(
        Engine engine,
        Optional<Profile> folded,
        State.View written,
        Unwritten events,
        NavigableMap<byte[], byte[]> caused)
        implements AutoCloseable {

    /** The changes to the rows that begin with {@code prefix}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Unwritten(byte[] prefix, NavigableMap<byte[], byte[]> changes) {}

    /** To be called on the shard's thread. Empty if there is no profile of that person. */
    static Optional<Glimpse> of(Shard shard, long person, State state) {
        if (!shard.has(person)) {
            return Optional.empty();
        }
        var folded = shard.folded(person);
        var history = Keys.profile(person);
        var events = new Unwritten(history, unwritten(shard, Family.HISTORY, history));
        var caused = Changes.sorted();
        folded.ifPresent(profile -> names(shard.engine(), profile)
                .forEach(name -> caused.putAll(unwritten(shard, Family.CAUSED, Keys.causedBy(name.toString())))));
        return Optional.of(new Glimpse(shard.engine(), folded, state.view(), events, caused));
    }

    private static NavigableMap<byte[], byte[]> unwritten(Shard shard, Family family, byte[] prefix) {
        return shard.rows().unwritten(family, prefix, Keys.behind(prefix));
    }

    /** By which it was known when it caused something: a device that people share names whoever has no other name. */
    private static List<Identifier> names(Engine engine, Profile profile) {
        var identification = new Identification(engine.workspace());
        var others = profile.identifiers().stream()
                .filter(identifier -> !identifier.kind().equals(Identifier.ANONYMOUS))
                .toList();
        return identification.switches() && !others.isEmpty() ? others : profile.identifiers();
    }

    /** The profile as its events have left it. */
    Profile profile() {
        return folded.orElseGet(() -> history().latest());
    }

    /** The events of the history, by time. */
    List<Event> happened() {
        var happened = new ArrayList<Event>();
        scan(Family.HISTORY, events.prefix(), events.changes(), (_, row) -> happened.add(HistoryTable.event(row)));
        return happened;
    }

    History history() {
        return engine.history(happened());
    }

    /** The keys of what {@code profile} has caused, by time. */
    List<byte[]> causedBy(Profile profile) {
        var keys = new ArrayList<byte[]>();
        for (var name : names(engine, profile)) {
            var prefix = Keys.causedBy(name.toString());
            var changes = caused.subMap(prefix, true, Keys.behind(prefix), false);
            scan(Family.CAUSED, prefix, changes, (key, _) -> keys.add(key));
        }
        keys.sort((one, other) -> Long.compare(Keys.causedMillis(one), Keys.causedMillis(other)));
        return keys;
    }

    private void scan(Family family, byte[] prefix, NavigableMap<byte[], byte[]> changes, Rows.Reader reader) {
        new Merge(changes, Overlay.EMPTY).over(written, family, prefix, Keys.behind(prefix), reader);
    }

    @Override
    public void close() {
        written.close();
    }
}
