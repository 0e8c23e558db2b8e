package io.pharos.server;

import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.runtime.Journal;
import io.pharos.server.http.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Passes the facts of the journal on to everybody who watches over HTTP. It is one listener of the journal however many
 * watch, and never waits for any of them, so that watching cannot slow down what is watched. While nobody watches it does
 * not listen either: being woken in vain costs every event something.
 */
final class Feed implements Journal.Listener, AutoCloseable {
    private final Journal journal;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Runnable>> byProfile = new ConcurrentHashMap<>();
    private Journal.@Nullable Subscription subscription;

    /** Must not block. */
    interface Watcher {
        boolean wants(Fact fact);

        void heard(Journal.Entry entry, byte[] json);

        void missed(long facts);
    }

    Feed(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void heard(Journal.Entry entry) {
        var json = new byte[0];
        for (var watcher : watchers) {
            if (watcher.wants(entry.fact())) {
                json = json.length > 0 ? json : Json.bytes(generator -> FactJson.write(entry, generator));
                watcher.heard(entry, json);
            }
        }
        switch (entry.fact()) {
            case Fact.Received received -> changed(received);
            case Fact.Stitched stitched -> {
                stitched.identifiers().forEach(identifier -> changed(identifier.toString()));
                stitched.former().forEach(identifier -> changed(identifier.toString()));
            }
            case Fact.Moved moved -> changed(moved.profile());
            // whose it was is not told
            case Fact.Removed _ -> everythingChanged();
            case Fact.Triggered _, Fact.Settled _ -> {}
        }
    }

    @Override
    public void missed(long facts) {
        watchers.forEach(watcher -> watcher.missed(facts));
        everythingChanged();
    }

    /** Any profile may have changed, or what is shown of it. */
    void everythingChanged() {
        byProfile.values().forEach(listeners -> listeners.forEach(Runnable::run));
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
        listenIfWatched();
    }

    void leave(Watcher watcher) {
        watchers.remove(watcher);
        listenIfWatched();
    }

    /**
     * Calls {@code changed}, which must not block, whenever something happens to the profile of that id, and whenever a
     * person known by that identifier turns out to be somebody else too, or several.
     */
    void watch(String profile, Runnable changed) {
        byProfile.compute(profile, (_, there) -> {
            var listeners = there == null ? new CopyOnWriteArrayList<Runnable>() : there;
            listeners.add(changed);
            return listeners;
        });
        listenIfWatched();
    }

    void leave(String profile, Runnable changed) {
        byProfile.computeIfPresent(profile, (_, listeners) -> {
            listeners.remove(changed);
            return listeners.isEmpty() ? null : listeners;
        });
        listenIfWatched();
    }

    private synchronized void listenIfWatched() {
        var isWatched = !watchers.isEmpty() || !byProfile.isEmpty();
        if (isWatched && subscription == null) {
            subscription = journal.subscribe(this);
        } else if (!isWatched) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    /** Also by the anonymous id, since the event may have given its profile another name. */
    private void changed(Fact.Received received) {
        changed(received.profile());
        var visitor = received.event().visitor();
        if (visitor != null) {
            var anonymous = Identifier.anonymous(visitor).toString();
            if (!anonymous.equals(received.profile())) {
                changed(anonymous);
            }
        }
    }

    private void changed(String profile) {
        byProfile.getOrDefault(profile, List.of()).forEach(Runnable::run);
    }
}
