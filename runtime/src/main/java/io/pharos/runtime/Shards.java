package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All shards of a host, by what they own, and before them the identities, which say what each entry asks of which shard.
 * Whatever is handed in passes the identities first, so the shards get it in the order of the log.
 */
final class Shards {
    private static final CompletableFuture<List<Survey>> NOTHING = CompletableFuture.completedFuture(List.of());

    private final Identities identities;
    private final Turns turns;
    private final Health health;
    private final List<ShardRunner> runners;

    /** @param executor on which the identities run */
    Shards(Identities identities, Executor executor, Health health, List<ShardRunner> runners) {
        this.identities = identities;
        this.turns = new Turns(executor);
        this.health = health;
        this.runners = List.copyOf(runners);
    }

    List<ShardRunner> all() {
        return runners;
    }

    /** Of the slot of a profile. */
    ShardRunner owner(int slot) {
        return runners.get(ProfileId.shard(slot, runners.size()));
    }

    /** Hands each shard what concerns it, in order. */
    void apply(List<Logged> entries) {
        turns.last(Work.NOTHING, () -> resolve(entries));
    }

    private void resolve(List<Logged> entries) {
        var parts = new Handout();
        for (var at = 0; at < entries.size(); at++) {
            var logged = entries.get(at);
            var question = health.failure().isEmpty()
                    ? identities.asks(logged)
                    : Optional.<Function<Shard, List<Survey>>>empty();
            if (question.isPresent()) {
                parts.handOver(entries.subList(0, at));
                var rest = entries.subList(at, entries.size());
                var surveys = survey(question.get());
                turns.first(surveys, () -> askAgain(rest, surveys));
                return;
            }
            resolve(logged, NOTHING, NOTHING, parts);
        }
        parts.handOver(entries);
    }

    /** @param surveys what the first of the entries asked for */
    private void askAgain(List<Logged> entries, CompletableFuture<List<Survey>> surveys) {
        var question = surveys.isCompletedExceptionally()
                ? Optional.<Function<Shard, List<Survey>>>empty()
                : identities.asksAfter(entries.getFirst(), surveys.join());
        if (question.isEmpty()) {
            resolve(entries, surveys, NOTHING);
            return;
        }
        var unheard = survey(question.get());
        turns.first(unheard, () -> resolve(entries, surveys, unheard));
    }

    private void resolve(
            List<Logged> entries, CompletableFuture<List<Survey>> surveys, CompletableFuture<List<Survey>> unheard) {
        var parts = new Handout();
        resolve(entries.getFirst(), surveys, unheard, parts);
        parts.handOver(entries.subList(0, 1));
        resolve(entries.subList(1, entries.size()));
    }

    private void resolve(
            Logged logged,
            CompletableFuture<List<Survey>> surveys,
            CompletableFuture<List<Survey>> unheard,
            Handout parts) {
        try {
            if (health.failure().isPresent()) {
                throw health.stopped();
            }
            identities.resolve(logged, surveys.join(), unheard.join(), parts::add);
        } catch (Throwable e) {
            health.fail(e);
            logged.entry().answer().completeExceptionally(health.stopped());
        }
    }

    /** Of all shards as they are when they have done what they have been handed. */
    private CompletableFuture<List<Survey>> survey(Function<Shard, List<Survey>> question) {
        var answers = runners.stream().map(runner -> runner.ask(question)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> answers.stream()
                        .flatMap(answer -> answer.join().stream())
                        .toList());
    }

    /** What a few entries ask of each shard: as few tasks as its order allows. */
    private final class Handout {
        private final List<List<Work>> parts = new ArrayList<>();

        Handout() {
            runners.forEach(_ -> parts.add(new ArrayList<>()));
        }

        void add(Work work) {
            switch (work) {
                case Work.Plain plain -> addPlain(plain);
                case Work.Duplicate duplicate -> part(duplicate.person()).add(work);
                case Work.Apply apply -> {
                    if (apply.parcels().isEmpty()) {
                        part(apply.whose().person()).add(work);
                    } else {
                        hand(apply.whose().person(), work);
                    }
                }
                case Work.Release release -> hand(release.departure().from(), work);
                case Work.Absorb absorb -> hand(absorb.person(), work);
                case Work.Judge judge -> hand(judge.person(), work);
                case Work.Refuse refuse ->
                    parts.get(shard(refuse.ingest().sender().slot())).add(work);
                case Work.Remove remove -> parts.get(remove.shard()).add(work);
            }
        }

        private void addPlain(Work.Plain plain) {
            switch (plain.logged().entry()) {
                case Entry.Tick _, Entry.Publish _ -> parts.forEach(part -> part.add(plain));
                case Entry.Refold refold ->
                    Arrays.stream(refold.profiles())
                            .mapToInt(profile -> shard(ProfileId.slot(profile)))
                            .distinct()
                            .forEach(shard -> parts.get(shard).add(plain));
                case Entry.CatchUp catchUp -> part(catchUp.profile()).add(plain);
                case Entry.Settle settle -> parts.get(shard(settle.id().slot())).add(plain);
                case Entry.Redeliver again ->
                    parts.get(shard(again.id().slot())).add(plain);
                case Entry.Ingest _, Entry.Unlink _, Entry.Erase _ ->
                    throw new IllegalArgumentException("somebody's own: " + plain.logged());
            }
        }

        private void hand(long person, Work work) {
            var index = shard(ProfileId.slot(person));
            handOver(index);
            runners.get(index).doAfterOthers(work);
        }

        private void handOver(int index) {
            if (!parts.get(index).isEmpty()) {
                runners.get(index).doAll(parts.set(index, new ArrayList<>()));
            }
        }

        void handOver(List<Logged> entries) {
            for (var index = 0; index < parts.size(); index++) {
                handOver(index);
            }
            entries.forEach(Shards::handedOn);
            identities.rows().weigh();
        }

        private List<Work> part(long person) {
            return parts.get(shard(ProfileId.slot(person)));
        }
    }

    private int shard(int slot) {
        return ProfileId.shard(slot, runners.size());
    }

    /** Whoever asks the shards something from now on asks it after what concerns all of them. */
    private static void handedOn(Logged logged) {
        switch (logged.entry()) {
            case Entry.Tick tick -> tick.answer().complete(true);
            case Entry.Publish publish -> publish.answer().complete(logged.at());
            case Entry.Ingest _,
                    Entry.Settle _,
                    Entry.Redeliver _,
                    Entry.Refold _,
                    Entry.CatchUp _,
                    Entry.Unlink _,
                    Entry.Erase _ -> {}
        }
    }

    /** Completes with the answers of all shards, in their order. */
    <T> CompletableFuture<List<T>> ask(Function<Shard, T> question) {
        return inOrder(() -> {
            var answers = runners.stream().map(runner -> runner.ask(question)).toList();
            return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .thenApply(
                            _ -> answers.stream().map(CompletableFuture::join).toList());
        });
    }

    /** Completes with what {@code question} makes of whom {@code identifier} leads to; empty if to nobody. */
    <T> CompletableFuture<Optional<T>> ask(Identifier identifier, BiFunction<Shard, Long, Optional<T>> question) {
        return inOrder(() -> identities
                .person(identifier)
                .map(person -> owner(ProfileId.slot(person)).ask(shard -> question.apply(shard, person)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    /** Whom an identifier leads to, as far as memory goes; from any thread. */
    Optional<Long> remembered(Identifier identifier) {
        return identities.remembered(identifier);
    }

    /**
     * Tells {@code census} of every event from here on; nobody any more if it is null. Completes when it begins.
     */
    CompletableFuture<?> follow(@Nullable Census census) {
        return inOrder(() -> {
            identities.tell(census);
            return CompletableFuture.completedFuture(true);
        });
    }

    /** Takes out what has changed, of everybody at the same place of the log. */
    CompletableFuture<List<Changes>> freeze() {
        return inOrder(() -> {
            var own = identities.rows().freeze();
            identities.rows().weigh();
            var others =
                    runners.stream().map(runner -> runner.ask(Shard::freeze)).toList();
            return CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> {
                        var all = new ArrayList<>(List.of(own));
                        others.forEach(each -> all.add(each.join()));
                        return all;
                    });
        });
    }

    /** What {@link #freeze} took out is written. */
    CompletableFuture<?> written() {
        return inOrder(() -> {
            identities.rows().written();
            identities.rows().weigh();
            return CompletableFuture.allOf(
                    runners.stream().map(runner -> runner.ask(Shard::written)).toArray(CompletableFuture[]::new));
        });
    }

    /** Nothing is left on disk of what was erased up to a position of the log, included. */
    CompletableFuture<Boolean> swept(long position) {
        return inOrder(() -> {
            identities.swept(position);
            return CompletableFuture.completedFuture(true);
        });
    }

    /** The position of the last entry that names somebody whom the log alone may name; from any thread. */
    OptionalLong logDue() {
        return identities.logDue();
    }

    /** The log is gone up to a position, included. */
    CompletableFuture<Boolean> logDropped(long position) {
        return inOrder(() -> {
            identities.logDropped(position);
            return CompletableFuture.completedFuture(true);
        });
    }

    private <T> CompletableFuture<T> inOrder(Supplier<CompletableFuture<T>> question) {
        var answer = new CompletableFuture<T>();
        turns.last(Work.NOTHING, () -> {
            var _ = question.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
        return answer;
    }

    long bytes() {
        return identities.rows().bytes()
                + runners.stream()
                        .mapToLong(runner -> runner.shard().rows().bytes())
                        .sum();
    }

    /** The least moment, in milliseconds, at which a tick may find something to do. */
    long earliest() {
        return runners.stream().mapToLong(runner -> runner.shard().earliest()).reduce(identities.earliest(), Math::min);
    }
}
