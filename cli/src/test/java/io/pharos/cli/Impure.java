package io.pharos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** What the engine must not do, one class each, to see that its fence stands. */
@SuppressWarnings("unused")
final class Impure {

    static final class Clock {
        Instant read() {
            return Instant.now();
        }
    }

    static final class Ticks {
        long read() {
            return System.nanoTime();
        }
    }

    static final class Chance {
        long read() {
            return new SplittableRandom().nextLong();
        }
    }

    static final class Identity {
        UUID read() {
            return UUID.randomUUID();
        }
    }

    static final class Worker {
        void start() {
            Thread.startVirtualThread(() -> {});
        }
    }

    static final class Disk {
        boolean read() {
            return Files.exists(Path.of("profile"));
        }
    }

    static final class Console {
        void write() {
            System.out.println("profile");
        }
    }
}
