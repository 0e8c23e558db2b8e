package io.pharos.runtime.testing;

import io.pharos.runtime.Log;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.State;
import io.pharos.runtime.Storage;

/** A storage in the heap that can crash: what was appended and flushed is then found again, and nothing else. */
public final class MemoryStorage implements Storage {
    private final MemoryLog log;
    private final MemoryState state;

    public MemoryStorage() {
        this(new MemoryLog(), new MemoryState());
    }

    private MemoryStorage(MemoryLog log, MemoryState state) {
        this.log = log;
        this.state = state;
    }

    /** What a process finds that starts after this one was killed, whatever this one still does. */
    public MemoryStorage afterCrash() {
        return new MemoryStorage(log.afterCrash(), state.afterCrash());
    }

    /** The same rows with a log that holds nothing, as if its files had been deleted. */
    public MemoryStorage withoutLog() {
        return new MemoryStorage(new MemoryLog(), state);
    }

    /** Everything that was ever logged, and no rows but those that say which store it is. */
    public MemoryStorage fromTheLogAlone(byte[] epoch) {
        var rows = new MemoryState();
        state.get(Family.META, epoch).ifPresent(value -> rows.write(batch -> batch.put(Family.META, epoch, value)));
        rows.flush();
        return new MemoryStorage(log.whole(), rows);
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {}
}
