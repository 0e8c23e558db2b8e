package io.pharos.runtime;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Fact;
import io.pharos.model.Identification;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what those who were removed show in what was told of them. Owned by its shard. */
final class Traces {
    private final Removal removal;
    private final Identification identification;
    private final Set<String> names;
    private final Set<Sent> events = new HashSet<>();
    private final Set<String> deliveries = new HashSet<>();

    private record Sent(String source, String id) {}

    Traces(Removal removal, Identification identification) {
        this.removal = removal;
        this.identification = identification;
        this.names = removal.identifiers().stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** An event that was theirs. */
    void add(Event event) {
        events.add(new Sent(event.source(), event.id()));
    }

    /** A delivery that was theirs. */
    void add(Delivery delivery) {
        deliveries.add(delivery.id());
    }

    boolean show(Delivery delivery) {
        var event = delivery.event();
        return names.contains(delivery.profile().id())
                || removal.names(delivery.profile().identifiers())
                || (event != null && show(event));
    }

    private boolean show(Event event) {
        return events.contains(new Sent(event.source(), event.id()))
                || removal.names(identification.identifiers(event));
    }

    boolean show(Fact fact) {
        return switch (fact) {
            case Fact.Received received -> names.contains(received.profile()) || show(received.event());
            case Fact.Stitched stitched ->
                names.contains(stitched.profile())
                        || Stream.of(stitched.identifiers(), stitched.former()).anyMatch(removal::names);
            case Fact.Moved moved -> names.contains(moved.profile());
            case Fact.Triggered triggered ->
                names.contains(triggered.profile()) || deliveries.contains(triggered.delivery());
            case Fact.Settled settled -> deliveries.contains(settled.delivery());
            case Fact.Removed _ -> false;
        };
    }
}
