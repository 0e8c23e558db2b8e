package io.pharos.runtime;

import java.util.OptionalInt;

/**
 * What a plan looks at, and how much of the machine it may use.
 *
 * @param sample about so many profiles are looked at, the same ones each time; all of them if empty
 * @param days of the period that is looked back at, up to today: from 1 to {@link #MOST_DAYS}
 * @param threads that fold; the system is asked to prefer others to them
 */
public record PlanSettings(OptionalInt sample, int days, int threads) {
    public static final int MOST_DAYS = 366;

    public static final PlanSettings DEFAULT = new PlanSettings(
            OptionalInt.of(20_000), 30, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** @throws IllegalArgumentException if a number is out of its range */
    public PlanSettings {
        if (sample.isPresent() && sample.getAsInt() < 1) {
            throw new IllegalArgumentException("a sample has at least 1 profile, was " + sample.getAsInt());
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("a period has from 1 to " + MOST_DAYS + " days, was " + days);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a plan needs at least 1 thread, was " + threads);
        }
    }

    public PlanSettings withSample(int profiles) {
        return new PlanSettings(OptionalInt.of(profiles), days, threads);
    }

    public PlanSettings withAll() {
        return new PlanSettings(OptionalInt.empty(), days, threads);
    }

    public PlanSettings withDays(int number) {
        return new PlanSettings(sample, number, threads);
    }

    public PlanSettings withThreads(int number) {
        return new PlanSettings(sample, days, number);
    }
}
