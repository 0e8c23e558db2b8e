package io.pharos.actions;

import java.time.Duration;
import java.util.List;

/**
 * How the dispatcher goes about its work.
 *
 * @param retries the waits before the second, third, … attempt; a delivery dies when they are used up
 * @param longestRetryAfter the most that a receiver's {@code Retry-After} is obeyed
 * @param concurrency requests under way at once per connector, at least 1
 * @param capacity deliveries of one action held in memory, at least 1; the ledger keeps the rest
 * @param allowPrivateNetworks whether webhooks may go to this machine and to private addresses; addresses of cloud
 *     metadata services are refused in any case
 * @param version of Pharos, told to receivers
 */
public record Settings(
        List<Duration> retries,
        Duration longestRetryAfter,
        int concurrency,
        int capacity,
        boolean allowPrivateNetworks,
        String version) {

    public static final Settings DEFAULT = new Settings(
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10)),
            Duration.ofHours(1),
            16,
            2_000,
            true,
            "development");

    public Settings {
        retries = List.copyOf(retries);
        if (concurrency < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "concurrency and capacity must be at least 1, were " + concurrency + " and " + capacity);
        }
    }

    public Settings withRetries(List<Duration> waits) {
        return new Settings(waits, longestRetryAfter, concurrency, capacity, allowPrivateNetworks, version);
    }

    public Settings withVersion(String number) {
        return new Settings(retries, longestRetryAfter, concurrency, capacity, allowPrivateNetworks, number);
    }

    public Settings withPrivateNetworks(boolean allowed) {
        return new Settings(retries, longestRetryAfter, concurrency, capacity, allowed, version);
    }
}
