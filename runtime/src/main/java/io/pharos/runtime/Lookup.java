package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds profiles by identifiers, whichever shard they are in. */
final class Lookup {
    private final Shards shards;

    Lookup(Shards shards) {
        this.shards = shards;
    }

    CompletableFuture<Optional<ReadProfile>> profile(Identifier identifier, Instant now) {
        var glance = shards.remembered(identifier)
                .flatMap(person -> shards.owner(ProfileId.slot(person)).shard().glance(person, now));
        return glance.isPresent()
                ? CompletableFuture.completedFuture(glance)
                : shards.ask(identifier, (shard, person) -> shard.read(person, now));
    }
}
