package io.pharos.actions;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How long to wait after a failed attempt. */
record Backoff(List<Duration> waits) {
    private static final int STEPS = 1_000;

    /**
     * The wait of the schedule, made longer by up to a fifth so that what failed together does not come back together.
     * The share follows from the delivery: chance would make every run another one.
     *
     * @param failures attempts that failed so far, at least 1
     * @param asked the least that the receiver asked for
     * @return empty when there is no attempt left
     */
    Optional<Duration> after(int failures, String delivery, Optional<Duration> asked) {
        if (failures > waits.size()) {
            return Optional.empty();
        }
        var wait = waits.get(failures - 1);
        var share = Math.floorMod(Objects.hash(delivery, failures), STEPS);
        var spread = wait.plus(wait.multipliedBy(share).dividedBy(5L * STEPS));
        return Optional.of(asked.filter(least -> least.compareTo(spread) > 0).orElse(spread));
    }
}
