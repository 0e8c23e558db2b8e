package io.pharos.server;

import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.runtime.Journal;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.EventStream;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens, as it happens, for the people who watch. */
final class LiveRoutes {
    private static final int QUEUE = 1_000;
    private static final int LISTENERS = 200;
    private static final int REPLAYED = 200;
    private static final Set<String> KINDS = Set.of("received", "stitched", "moved", "triggered", "settled", "removed");

    private final Feed feed;
    private final Journal journal;
    private final Rejections rejections;
    private final AtomicInteger listeners = new AtomicInteger();

    LiveRoutes(Feed feed, Journal journal, Rejections rejections) {
        this.feed = feed;
        this.journal = journal;
        this.rejections = rejections;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/live")
                        .summary(
                                "Follow the journal as server-sent events named received, stitched, moved, triggered,"
                                        + " settled, removed. A listener that is too slow misses facts, and is told how many by an event dropped.")
                        .needs(Scope.LIVE_READ, Role.VIEWER)
                        .query("kind", "Only facts of these kinds, separated by commas.")
                        .query("visitor", "Only facts of the person that this profile id or anonymous id leads to.")
                        .query("name", "Only events, actions, badges or segments of this name.")
                        .query("latest", "Begin with up to that many facts from before (at most 200).")
                        .answers(200, "text/event-stream", "Fact", "Until one side closes the connection.")
                        .by(this::follow),
                Route.get("/api/rejections")
                        .summary("What clients sent lately that could not be taken in, latest first.")
                        .needs(Scope.LIVE_READ, Role.VIEWER)
                        .query("limit", "At most that many (50 unless told, at most 200).")
                        .answers(
                                200,
                                "application/json",
                                "Rejections",
                                "With the reasons and a sample of what was sent.")
                        .by(call -> {
                            var limit = call.limit(50, 200);
                            call.json(json -> rejections.write(limit, json));
                        }));
    }

    private void follow(Call call) {
        var filter = Filter.of(call);
        var replayed = call.query("latest").isPresent() ? latest(call, filter) : List.<Journal.Entry>of();
        if (listeners.incrementAndGet() > LISTENERS) {
            listeners.decrementAndGet();
            throw Refusal.forNow(ProblemType.BUSY, LISTENERS + " listeners are all that may follow at once.", 30);
        }
        var stream = call.stream(QUEUE);
        var watcher = new Listener(filter, stream);
        replayed.forEach(entry -> watcher.heard(entry, Json.bytes(json -> FactJson.write(entry, json))));
        feed.watch(watcher);
        stream.untilClosed(() -> {
            feed.leave(watcher);
            listeners.decrementAndGet();
        });
    }

    private List<Journal.Entry> latest(Call call, Filter filter) {
        var wanted = call.number("latest", 0, REPLAYED).orElse(0);
        // Oldest first, as the filter learns from one fact how to know the next.
        var entries = journal.latest(4_096).reversed().stream()
                .filter(entry -> filter.lets(entry.fact()))
                .toList();
        return entries.subList(Math.max(0, entries.size() - wanted), entries.size());
    }

    private record Listener(Filter filter, EventStream stream) implements Feed.Watcher {
        @Override
        public boolean wants(Fact fact) {
            return filter.lets(fact);
        }

        @Override
        public void heard(Journal.Entry entry, byte[] json) {
            stream.send(FactJson.kind(entry.fact()), entry.position(), json);
        }

        @Override
        public void missed(long facts) {
            stream.send("dropped", ("{\"count\":" + facts + "}").getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What is empty lets everything through.
     *
     * @param profiles the ids under which the visitor's profile went, as far as facts told: what only moves it names no
     *     visitor
     */
    private record Filter(Set<String> kinds, Optional<String> visitor, Optional<String> name, Set<String> profiles) {

        static Filter of(Call call) {
            var kinds = call.query("kind")
                    .map(text -> Set.copyOf(new HashSet<>(Arrays.asList(text.split(",")))))
                    .orElse(Set.of());
            for (var kind : kinds) {
                if (!KINDS.contains(kind)) {
                    throw Refusal.of(
                            ProblemType.BAD_REQUEST,
                            "The query parameter kind is \"" + kind
                                    + "\"; expected received, stitched, moved, triggered, settled or removed.");
                }
            }
            return new Filter(kinds, call.query("visitor"), call.query("name"), ConcurrentHashMap.newKeySet());
        }

        boolean lets(Fact fact) {
            return visitor.map(wanted -> isOf(wanted, fact)).orElse(true)
                    && (kinds.isEmpty() || kinds.contains(FactJson.kind(fact)))
                    && name.map(wanted -> FactJson.name(fact).equals(wanted)).orElse(true);
        }

        private boolean isOf(String visitor, Fact fact) {
            return switch (fact) {
                case Fact.Received received -> isSender(visitor, received);
                case Fact.Stitched stitched -> isAmong(visitor, stitched);
                case Fact.Moved moved -> isProfile(visitor, moved.profile());
                case Fact.Triggered triggered -> isProfile(visitor, triggered.profile());
                case Fact.Settled _, Fact.Removed _ -> false;
            };
        }

        private boolean isSender(String visitor, Fact.Received received) {
            if (visitor.equals(received.event().visitor())) {
                profiles.add(received.profile());
                return true;
            }
            return isProfile(visitor, received.profile());
        }

        private boolean isAmong(String visitor, Fact.Stitched stitched) {
            if (names(visitor, stitched.identifiers())) {
                profiles.add(stitched.profile());
                return true;
            }
            return profiles.remove(stitched.profile()) || names(visitor, stitched.former());
        }

        private static boolean names(String visitor, List<Identifier> identifiers) {
            return identifiers.stream()
                    .map(Identifier::toString)
                    .anyMatch(identifier -> identifier.equals(visitor) || identifier.equals("anonymous:" + visitor));
        }

        private boolean isProfile(String visitor, String profile) {
            return profile.equals(visitor) || profile.equals("anonymous:" + visitor) || profiles.contains(profile);
        }
    }
}
