/** Runs the engine: partitions, timers, the log of what happened. */
@NullMarked
package io.pharos.runtime;

import org.jspecify.annotations.NullMarked;
