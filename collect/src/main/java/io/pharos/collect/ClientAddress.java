package io.pharos.collect;

import io.pharos.model.Address;
import io.pharos.model.Value;

/**
 * Adds to events the address that they were sent from, where their source keeps it and visitors send themselves. What a
 * client says by itself stays instead.
 */
final class ClientAddress {
    private final Sources sources;

    ClientAddress(Sources sources) {
        this.sources = sources;
    }

    void describe(Draft draft, Request request) {
        if (draft.isRejected() || draft.source == null || request.trusted()) {
            return;
        }
        var kept = sources.named(draft.source)
                .filter(source -> source.kind().isSentByVisitors())
                .flatMap(source -> source.treatment().ip())
                .filter(address -> address != Address.OFF);
        var carried = Address.PROPERTIES.stream().anyMatch(draft.properties::containsKey);
        if (kept.isPresent() && !carried) {
            request.address()
                    .get()
                    .ifPresent(address -> draft.properties.put(Address.PROPERTY, new Value.Text(address)));
        }
    }
}
