package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The moments at which something that a badge or segment asks becomes true or false though nothing happens: tried out, one
 * millisecond against the next, at all moments at which that could be.
 */
final class Flips {
    private final Truth truth;
    private final Moments moments;
    private final List<Condition> leaves;

    Flips(Workspace workspace, Person person, Truth truth) {
        this.truth = truth;
        this.moments = new Moments(workspace, person, truth);
        this.leaves = new Leaves(workspace).ofMemberships().distinct().toList();
    }

    /** The first one after {@code moment} and not after {@code last}. */
    Optional<Instant> firstAfter(Instant moment, Instant last) {
        return leaves.stream()
                .flatMap(
                        leaf -> moments.between(moment, last, leaf).stream().filter(changes(leaf)).findFirst().stream())
                .min(Instant::compareTo);
    }

    private Predicate<Instant> changes(Condition leaf) {
        return moment -> holds(leaf, moment.minusMillis(1)) != holds(leaf, moment);
    }

    private boolean holds(Condition leaf, Instant moment) {
        return truth.holds(leaf, Scene.ofTimeAlone(moment));
    }
}
