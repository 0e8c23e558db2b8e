package io.pharos.runtime;

import io.pharos.engine.History;
import io.pharos.engine.Profile;
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
import java.util.function.BiFunction;
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
        return ask(identifier, (glimpse, profile) -> {
                    var then =
                            profile.steppedAt().isAfter(at) ? glimpse.history().at(at) : profile;
                    return then.isStranger()
                            ? Optional.<Snapshot>empty()
                            : Optional.of(glimpse.engine().read(then, at));
                })
                .thenApply(found -> found.flatMap(Function.identity()));
    }

    /** What happened, latest first. */
    public CompletableFuture<Optional<Timeline>> timeline(Identifier identifier, Timeline.Query query) {
        return ask(identifier, (glimpse, profile) -> {
                    var telling = new Telling(glimpse.engine(), query);
                    var until = query.before().map(place -> Instant.ofEpochMilli(place.millis()));
                    glimpse.history().tell(until.orElseGet(() -> now(profile)), telling);
                    telling.caused(glimpse.causedBy(profile));
                    return telling.page();
                })
                .thenCompose(page -> page.map(
                                draft -> deliveries(draft.deliveries()).thenApplyAsync(draft::with, worker))
                        .map(timeline -> timeline.thenApply(Optional::of))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
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
        return ask(identifier, (glimpse, profile) -> {
                    var moment = at.orElseGet(() -> now(profile));
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
        return ask(identifier, (glimpse, profile) -> glimpse.engine().coming(profile, now(profile), until, limit));
    }

    /** Whether an event of that id, from whichever source, is in the profile; false if there is no profile. */
    public CompletableFuture<Boolean> has(Identifier identifier, String event) {
        return ask(
                        identifier,
                        (glimpse, _) -> glimpse.happened().stream()
                                .anyMatch(known -> known.id().equals(event)))
                .thenApply(found -> found.orElse(false));
    }

    private Instant now(Profile profile) {
        var now = clock.instant();
        var stepped = profile.steppedAt();
        return now.isBefore(stepped) ? stepped : now;
    }

    private <T> CompletableFuture<Optional<T>> ask(Identifier identifier, BiFunction<Glimpse, Profile, T> question) {
        return shards.ask(identifier, (shard, person) -> Glimpse.of(shard, person, state))
                .thenApplyAsync(found -> found.flatMap(glimpse -> answer(glimpse, question)), worker);
    }

    /** Empty if no event of the person could be applied. */
    private static <T> Optional<T> answer(Glimpse glimpse, BiFunction<Glimpse, Profile, T> question) {
        try (glimpse) {
            var profile = glimpse.profile();
            return profile.isStranger() ? Optional.empty() : Optional.of(question.apply(glimpse, profile));
        }
    }
}
