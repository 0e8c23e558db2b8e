package io.pharos.runtime;

import java.time.Instant;

/** @param at when the entry was logged; never earlier than the entry before it */
record Logged(long position, Instant at, Entry entry) {}
