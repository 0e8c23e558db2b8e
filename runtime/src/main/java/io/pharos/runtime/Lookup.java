package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.runtime.IdentityTable.Claim;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds profiles by identifiers, whichever shard they are in. */
final class Lookup {
    private static final Comparator<Claim> BEST_FIRST =
            Comparator.comparingInt(Claim::rank).thenComparingLong(Claim::position);

    private final Shards shards;

    Lookup(Shards shards) {
        this.shards = shards;
    }

    /** The profile routed by {@code identifier}, else the one that carried it first. */
    CompletableFuture<Optional<Snapshot>> profile(Identifier identifier, Instant now) {
        var owner = shards.owner(Sender.of(identifier).slot());
        var glance = owner.shard().glance(identifier, now);
        if (glance.isPresent()) {
            return CompletableFuture.completedFuture(glance);
        }
        return owner.ask(shard -> shard.routed(identifier).flatMap(id -> shard.read(id, now)))
                .thenCompose(found ->
                        found.isPresent() ? CompletableFuture.completedFuture(found) : carrier(identifier, now));
    }

    private CompletableFuture<Optional<Snapshot>> carrier(Identifier identifier, Instant now) {
        return shards.ask(shard -> shard.claim(identifier))
                .thenCompose(claims -> claims.stream()
                        .flatMap(Optional::stream)
                        .min(BEST_FIRST)
                        .map(claim -> read(claim.profile(), now))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletableFuture<Optional<Snapshot>> read(long profile, Instant now) {
        return shards.owner(ProfileId.slot(profile)).ask(shard -> shard.read(profile, now));
    }
}
