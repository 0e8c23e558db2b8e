package io.pharos.bench;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the events cost that a profile keeps for conditions about behaviour: a thousand of them one by one, those before them
 * together, within a window that old ones leave.
 */
final class TrackBench {
    private static final int WARM_UPS = 3;
    /** Of each of two kinds, more than fit into the window. */
    private static final int EARLIER = 1_200;

    private static final int MEASURED = 64;
    private static final Duration APART = Duration.ofHours(2);
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final Scale scale;
    private final List<Event> earlier = new ArrayList<>();
    private final List<Event> purchases = new ArrayList<>();
    private long sink;

    TrackBench(Scale scale) {
        this.scale = scale;
        var random = new SplittableRandom(1);
        for (var i = 0; i < EARLIER + MEASURED; i++) {
            var time = START.plus(APART.multipliedBy(i));
            var purchase = Shop.event(random, i, 0, "purchase", time.plusSeconds(random.nextInt(3600)));
            if (i < EARLIER) {
                earlier.add(Shop.event(random, EARLIER + i, 0, "product_view", time));
                earlier.add(purchase);
            } else {
                purchases.add(purchase);
            }
        }
    }

    void run(Report report) throws Exception {
        var without = new Visitor("nothing_like_it");
        var untouched = new Visitor("product_view");
        var touched = new Visitor("purchase");
        var none = probe("apply an event, cached form read and written: no behaviour kept", without);
        var beside = probe("the same beside a track of 1,000 other events", untouched);
        var onto = probe("the same that is one more of 1,000 on a track", touched);
        var measured = scale.inRounds(WARM_UPS).of(none, beside, onto);
        report.lines(measured);
        report.line("an event beside such a track, to one without behaviour", "ratio", measured.ratio(beside, none));
        report.line("an event on such a track, to one without behaviour", "ratio", measured.ratio(onto, none));
        report.line(
                "what such a track adds to an encoded profile",
                "bytes",
                Figures.of(List.of((double) touched.profile.length - without.profile.length)));
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe probe(String name, Visitor visitor) {
        return new Probe(name, "µs CPU", () -> Cpu.OWN.micros(scale.run(), visitor::purchase));
    }

    /** A visitor with a past, under a workspace that asks for events of one name. */
    private final class Visitor {
        private final Engine engine;
        private final byte[] profile;

        Visitor(String counted) {
            this.engine = Engine.of(Shop.totalled(counted));
            var folded = engine.stranger();
            for (var event : earlier) {
                folded = after(folded, event);
            }
            this.profile = engine.encode(folded);
        }

        private Profile after(Profile before, Event event) {
            return engine.apply(before, event).profile();
        }

        long purchase() {
            var bytes = profile;
            for (var purchase : purchases) {
                bytes = engine.encode(after(engine.decode(bytes).orElseThrow(), purchase));
            }
            sink += bytes.length;
            return purchases.size();
        }
    }
}
