/** The pure part: events and a state in, a new state and effects out. Reads no clock, does no I/O. */
@NullMarked
package io.pharos.engine;

import org.jspecify.annotations.NullMarked;
