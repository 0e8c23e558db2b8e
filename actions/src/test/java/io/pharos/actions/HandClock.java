package io.pharos.actions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that stands still until a test moves it, and wakes those who waited for it. */
final class HandClock implements InstantSource, Timer {
    private record Alarm(Instant at, Runnable task) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now;

    HandClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void after(Duration wait, Runnable task) {
        alarms.add(new Alarm(now.plus(wait), task));
    }

    synchronized int alarms() {
        return alarms.size();
    }

    /** How long until the next alarm. */
    synchronized Duration next() {
        return Duration.between(
                now,
                alarms.stream().map(Alarm::at).min(Comparator.naturalOrder()).orElseThrow());
    }

    void advance(Duration by) {
        List<Alarm> due;
        synchronized (this) {
            now = now.plus(by);
            due = alarms.stream()
                    .filter(alarm -> !alarm.at().isAfter(now))
                    .sorted(Comparator.comparing(Alarm::at))
                    .toList();
            alarms.removeAll(due);
        }
        due.forEach(alarm -> alarm.task().run());
    }

    @Override
    public synchronized void close() {
        alarms.clear();
    }
}
