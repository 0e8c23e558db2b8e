package io.pharos.runtime;

import io.pharos.engine.History;
import io.pharos.engine.Why;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a profile was, why it is as it is, and what time will bring: made again from its events under the definitions in
 * force, whatever was true of it when it happened. The shards hand out what they have and go on; the folding is done on a
 * thread of its own, for one who asks after the other.
 *
 * <p>Safe for use by many threads. Every answer is empty if nobody is known by the identifier.
 */
public final class Past {
    private final Shards shards;
    private final State state;
    private final Executor worker;
    private final InstantSource clock;

    Past(Shards shards, State state, Executor worker, InstantSource clock) {
        this.shards = shards;
        this.state = state;
        this.worker = worker;
        this.clock = clock;
    }

    /** The profile as it was, or will be if nothing happens, at {@code at}; empty if it had no event by then. */
    public CompletableFuture<Optional<Snapshot>> profile(Identifier identifier, Instant at) {
        return ask(identifier, glimpse -> {
                    var profile = glimpse.profile().steppedAt().isAfter(at)
                            ? glimpse.history().at(at)
                            : glimpse.profile();
                    return profile.isStranger()
                            ? Optional.<Snapshot>empty()
                            : Optional.of(glimpse.engine().read(profile, at));
                })
                .thenApply(found -> found.flatMap(Function.identity()));
    }

    /** What happened, latest first. */
    public CompletableFuture<Optional<Timeline>> timeline(Identifier identifier, Timeline.Query query) {
        return ask(identifier, glimpse -> {
                    var telling = new Telling(glimpse.engine(), query);
                    glimpse.history().tell(until(query, glimpse), telling);
                    telling.caused(glimpse.actions());
                    return telling.page();
                })
                .thenCompose(page -> page.map(
                                draft -> deliveries(draft.deliveries()).thenApplyAsync(draft::with, worker))
                        .map(timeline -> timeline.thenApply(Optional::of))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private Instant until(Timeline.Query query, Glimpse glimpse) {
        return query.before().map(place -> Instant.ofEpochMilli(place.millis())).orElseGet(() -> now(glimpse));
    }

    private CompletableFuture<Map<DeliveryId, DeliveryRecord>> deliveries(List<DeliveryId> ids) {
        var answers = new ArrayList<CompletableFuture<Optional<DeliveryRecord>>>();
        for (var id : ids) {
            answers.add(shards.owner(id.slot()).ask(shard -> shard.delivery(id)));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    var found = new HashMap<DeliveryId, DeliveryRecord>();
                    answers.forEach(
                            answer -> answer.join().ifPresent(delivery -> found.put(Ledger.id(delivery), delivery)));
                    return found;
                });
    }

    /**
     * Why something is as it is, or was; empty if there was no event by then.
     *
     * @param at empty for now
     * @param question to be asked of the history as of that moment; what it throws the answer completes with
     */
    public <T extends Why> CompletableFuture<Optional<Explained<T>>> why(
            Identifier identifier, Optional<Instant> at, Question<T> question) {
        return ask(identifier, glimpse -> {
                    var moment = at.orElseGet(() -> now(glimpse));
                    var history = glimpse.history();
                    return history.hasBegun(moment)
                            ? Optional.of(new Explained<>(moment, question.answer(history, moment)))
                            : Optional.<Explained<T>>empty();
                })
                .thenApply(found -> found.flatMap(Function.identity()));
    }

    public interface Question<T extends Why> {
        T answer(History history, Instant moment);
    }

    /** @param asOf the moment of which it is true */
    public record Explained<T extends Why>(Instant asOf, T why) {}

    /**
     * The first {@code limit} transitions that time alone will bring up to {@code until}, in order, if nothing else happens.
     */
    public CompletableFuture<Optional<List<Transition>>> coming(Identifier identifier, Instant until, int limit) {
        return ask(identifier, glimpse -> glimpse.engine().coming(glimpse.profile(), now(glimpse), until, limit));
    }

    /** Whether an event of that id, from whichever source, is in the profile; false if there is no profile. */
    public CompletableFuture<Boolean> has(Identifier identifier, String event) {
        return ask(
                        identifier,
                        glimpse -> glimpse.happened().stream()
                                .anyMatch(known -> known.id().equals(event)))
                .thenApply(found -> found.orElse(false));
    }

    private Instant now(Glimpse glimpse) {
        var now = clock.instant();
        var stepped = glimpse.profile().steppedAt();
        return now.isBefore(stepped) ? stepped : now;
    }

    private <T> CompletableFuture<Optional<T>> ask(Identifier identifier, Function<Glimpse, T> question) {
        return shards.ask(identifier, (shard, person) -> Glimpse.of(shard, person, state))
                .thenApplyAsync(found -> found.flatMap(glimpse -> answer(glimpse, question)), worker);
    }

    private static <T> Optional<T> answer(Glimpse glimpse, Function<Glimpse, T> question) {
        try (glimpse) {
            return Optional.of(question.apply(glimpse));
        }
    }
}
