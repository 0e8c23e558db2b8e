package io.pharos.runtime;

import java.time.Duration;

/**
 * How far a plan is.
 *
 * @param profiles looked at so far
 * @param of so many, as far as that is known before the end; of a sample about so many
 * @param taken since the start
 * @param left an estimate: at the start from what plans took before, later from what this one has taken; zero at the end
 */
public record PlanProgress(long profiles, long of, Duration taken, Duration left) {}
