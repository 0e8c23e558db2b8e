package io.pharos.engine;

import java.time.Instant;

/**
 * What the first bytes of an encoded profile tell, at a fraction of what decoding it costs.
 *
 * @param version of the engine that folded it
 * @param lastEvent the time of the last event it was folded from; the epoch if there was none
 */
public record Encoded(long version, Instant lastEvent) {}
