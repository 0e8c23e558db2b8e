package io.pharos.runtime.testing;

import io.pharos.runtime.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

final class MemoryLog implements Log {
    private final TreeMap<Long, byte[]> records = new TreeMap<>();
    private long end;

    synchronized MemoryLog afterCrash() {
        var found = new MemoryLog();
        found.records.putAll(records);
        found.end = end;
        return found;
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public synchronized void append(List<byte[]> appended) {
        appended.forEach(record -> records.put(end++, record.clone()));
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
    public synchronized void drop(long position) {
        records.headMap(position).clear();
    }
}
