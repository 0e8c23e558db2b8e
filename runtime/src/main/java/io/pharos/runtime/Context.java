package io.pharos.runtime;

import io.pharos.engine.Engine;
import java.time.Instant;

/**
 * What all shards of a host share.
 *
 * @param epoch of the store, which every delivery's id depends on
 * @param published when the definitions came into force: profiles folded under others are folded again up to then
 */
record Context(
        Engine engine,
        Rows state,
        String epoch,
        Instant published,
        Outbox outbox,
        Journal journal,
        HostSettings settings) {}
