package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.History;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A profile with its history, as its shard saw it at one moment, to be read on another thread: what is long of it lies in
 * the state, and only what is not written yet is copied. Close it soon, for the state keeps for it what changes meanwhile.
 *
 * @param profile as its events have left it
 * @param written the rows that were written by then
 * @param events those of its history that were not
 * @param caused what it has caused, under each of its names
 */
record Glimpse(Engine engine, Profile profile, State.View written, Unwritten events, List<Unwritten> caused)
        implements AutoCloseable {
    private static final NavigableMap<byte[], byte[]> NOTHING = new TreeMap<>(Arrays::compareUnsigned);

    /** The changes to the rows that begin with {@code prefix}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Unwritten(Family family, byte[] prefix, NavigableMap<byte[], byte[]> changes) {
        static Unwritten of(Shard shard, Family family, byte[] prefix) {
            return new Unwritten(family, prefix, shard.rows().unwritten(family, prefix, Keys.behind(prefix)));
        }
    }

    /** To be called on the shard's thread. Empty if no event of that person could be applied. */
    static Optional<Glimpse> of(Shard shard, long person, State state) {
        return shard.profile(person).filter(profile -> !profile.isStranger()).map(profile -> {
            var events = Unwritten.of(shard, Family.HISTORY, Keys.profile(person));
            var caused = names(shard.engine(), profile).stream()
                    .map(name -> Unwritten.of(shard, Family.CAUSED, Keys.causedBy(name.toString())))
                    .toList();
            return new Glimpse(shard.engine(), profile, state.view(), events, caused);
        });
    }

    /** By which it was known when it caused something: a device that people share names whoever has no other name. */
    private static List<Identifier> names(Engine engine, Profile profile) {
        var identification = new Identification(engine.workspace());
        var others = profile.identifiers().stream()
                .filter(identifier -> !identifier.kind().equals(Identifier.ANONYMOUS))
                .toList();
        return identification.switches() && !others.isEmpty() ? others : profile.identifiers();
    }

    /** The events of the history, by time. */
    List<Event> happened() {
        var happened = new ArrayList<Event>();
        scan(events, (_, row) -> happened.add(HistoryTable.event(row)));
        return happened;
    }

    History history() {
        return engine.history(happened());
    }

    /** The keys of what it has caused, by time. */
    List<byte[]> actions() {
        var keys = new ArrayList<byte[]>();
        caused.forEach(each -> scan(each, (key, _) -> keys.add(key)));
        keys.sort((one, other) -> Long.compare(Keys.causedMillis(one), Keys.causedMillis(other)));
        return keys;
    }

    private void scan(Unwritten rows, Rows.Reader reader) {
        new Merge(rows.changes(), NOTHING)
                .over(written, rows.family(), rows.prefix(), Keys.behind(rows.prefix()), reader);
    }

    @Override
    public void close() {
        written.close();
    }
}
