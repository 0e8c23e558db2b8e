package io.pharos.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Everybody in the shop at a time: when one goes, another comes. The same seed makes the same crowd. Not thread-safe.
 */
final class Crowd {
    private static final int PEOPLE = 24;
    private static final double MEAN_SECONDS_BETWEEN_DEEDS = 6;
    private static final int REMEMBERED = 200;

    private static final List<String> FIRST_NAMES = List.of(
            "ada", "amir", "anna", "ben", "chloe", "daniel", "elif", "emma", "finn", "grace", "hana", "ivan", "jack",
            "julia", "kofi", "lena", "maria", "noah", "olga", "priya", "quinn", "rosa", "sam", "tara", "umar", "zoe");
    private static final List<String> LAST_NAMES = List.of(
            "archer", "baker", "carter", "diaz", "evans", "fischer", "garcia", "hughes", "ito", "jones", "khan",
            "lopez", "mason", "novak", "owen", "patel", "reid", "silva", "taylor", "ward", "young");
    private static final List<String> CAMPAIGNS = List.of("spring-fair", "last-christmas", "tea-time", "garden-party");

    private final Catalogue catalogue;
    private final String name;
    private final RandomGenerator random;
    private final PriorityQueue<Present> present =
            new PriorityQueue<>(Comparator.comparing(Present::next).thenComparingLong(Present::number));
    private final List<Shopper> gone = new ArrayList<>();
    private long shoppers;
    private long deeds;
    private long turns;

    /**
     * What a shopper does.
     *
     * @param at how long after the crowd began
     */
    record Happening(Duration at, Call call) {}

    /** Somebody in the shop, and when they will do something. */
    private record Present(long number, Shopper shopper, Duration next) {}

    /** @param name goes into visitor ids and event ids, so that those of two crowds differ */
    Crowd(Catalogue catalogue, String name, long seed) {
        this.catalogue = catalogue;
        this.name = name;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < PEOPLE; i++) {
            enter(somebody(), Duration.ZERO);
        }
    }

    /** What happens next; there is always something. */
    Happening next() {
        while (true) {
            var turn = present.remove();
            var deed = turn.shopper().next(random);
            if (deed.isPresent()) {
                enter(turn.shopper(), turn.next());
                return new Happening(turn.next(), turn.shopper().client().tell(deed.get(), name + "-" + ++deeds));
            }
            remember(turn.shopper());
            enter(somebody(), turn.next());
        }
    }

    private void enter(Shopper shopper, Duration now) {
        var seconds = -Math.log(1 - random.nextDouble()) * MEAN_SECONDS_BETWEEN_DEEDS;
        present.add(new Present(++turns, shopper, now.plusMillis(Math.round(seconds * 1000))));
    }

    private void remember(Shopper shopper) {
        shopper.comeBack();
        gone.add(shopper);
        if (gone.size() > REMEMBERED) {
            gone.removeFirst();
        }
    }

    private Shopper somebody() {
        var kind = random.nextInt(100);
        if (kind < 30 && !gone.isEmpty()) {
            return gone.remove(random.nextInt(gone.size()));
        }
        if (kind < 50) {
            return new Shopper(catalogue, new MobileApp(catalogue.anyCustomer(random)), email());
        }
        var visitor = name + "-visitor-" + ++shoppers;
        return new Shopper(
                catalogue, kind < 65 ? new LandingPage(visitor, any(CAMPAIGNS)) : new Website(visitor), email());
    }

    private String email() {
        return any(FIRST_NAMES) + "." + any(LAST_NAMES) + random.nextInt(10, 100) + "@example.com";
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
