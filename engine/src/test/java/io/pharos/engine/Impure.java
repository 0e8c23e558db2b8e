package io.pharos.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What the engine must not do, one class each, to see that its fence stands. */
@SuppressWarnings("unused")
final class Impure {

    static final class Clock {
        Instant read() {
            return Instant.now();
        }
    }

    static final class Calendar {
        LocalDate read() {
            return LocalDate.now();
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

    static final class Address {
        int read() {
            return System.identityHashCode(this);
        }
    }

    static final class Worker {
        void start() {
            Thread.startVirtualThread(() -> {});
        }
    }

    static final class Counter {
        private final AtomicLong count = new AtomicLong();
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

    static final class Journal {
        void write() {
            System.getLogger("engine").log(System.Logger.Level.INFO, "profile");
        }
    }

    static final class Memory {
        private static long last;
    }

    static final class Cache {
        private static final List<String> KNOWN = new ArrayList<>();
    }
}
