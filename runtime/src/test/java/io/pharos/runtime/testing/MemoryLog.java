package io.pharos.runtime.testing;

import io.pharos.runtime.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

final class MemoryLog implements Log {
    private final TreeMap<Long, byte[]> records = new TreeMap<>();
    /** Those that were dropped, too. */
    private final TreeMap<Long, byte[]> everything = new TreeMap<>();

    private long end;

    synchronized MemoryLog afterCrash() {
        var found = new MemoryLog();
        found.records.putAll(records);
        found.everything.putAll(everything);
        found.end = end;
        return found;
    }

    /** As if nothing had ever been dropped. */
    synchronized MemoryLog whole() {
        var found = new MemoryLog();
        found.records.putAll(everything);
        found.everything.putAll(everything);
        found.end = end;
        return found;
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public synchronized void append(List<byte[]> appended) {
        for (var record : appended) {
            records.put(end, record.clone());
            everything.put(end, record.clone());
            end++;
        }
    }

    @Override
    public synchronized List<byte[]> read(long from, int bytes) {
        if (from < end && !records.containsKey(from)) {
            throw new IllegalArgumentException("position " + from + " is gone");
        }
        var read = new ArrayList<byte[]>();
        var size = 0;
        for (var record : records.tailMap(from).values()) {
            if (size >= bytes) {
                break;
            }
            read.add(record);
            size += record.length;
        }
        return read;
    }

    @Override
    public void part() {
        // any record can be dropped alone
    }

    @Override
    public synchronized void drop(long position) {
        records.headMap(position).clear();
    }
}
