package io.pharos.server;

import java.time.Instant;
import java.util.SortedMap;

/**
 * Definitions that somebody is working on.
 *
 * @param base the number of the version that they were made from
 * @param who saved it last
 */
record Draft(SortedMap<String, String> files, long base, String note, String who, Instant at) {}
