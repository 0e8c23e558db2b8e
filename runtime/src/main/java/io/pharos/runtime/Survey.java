package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the shard of a person who is to be removed knows of them, and those who say who is who do not.
 *
 * @param known one of the identifiers that lead to the person
 * @param events by what each of their events is known if it is sent again
 * @param devices from which their events came
 */
record Survey(long person, Identifier known, List<byte[]> events, Set<Identifier> devices) {
    /** Of somebody without events. */
    static Survey nothing(long person, Identifier known) {
        return new Survey(person, known, List.of(), Set.of());
    }

    /** Empty if there are no events. */
    static Optional<Survey> of(long person, List<Filed> history, Identification identification) {
        var events = new ArrayList<byte[]>();
        var devices = new HashSet<Identifier>();
        for (var filed : history) {
            identification
                    .routing(filed.event())
                    .map(Sender::of)
                    .ifPresent(sender -> events.add(sender.key(filed.event())));
            identification.device(filed.event()).ifPresent(devices::add);
        }
        return history.stream().findFirst().map(first -> new Survey(person, first.owner(), events, devices));
    }
}
