package io.pharos.runtime;

import java.util.Collection;

/**
 * What all shards of a host share.
 *
 * @param epoch of the store, which every delivery's id depends on
 * @param edition in force when they begin
 * @param earlier ones that profiles were folded under last
 */
record Context(
        Edition edition,
        Collection<Edition> earlier,
        Rows state,
        String epoch,
        Outbox outbox,
        Journal journal,
        HostSettings settings) {}
