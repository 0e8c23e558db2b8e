package io.pharos.bench;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.SplittableRandom;

/** What exact decimals cost beside binary floating point: adding up order totals, each sum a new value. */
final class DecimalBench {
    private static final int WARM_UPS = 3;
    private static final int TOTALS = 1_000;

    private final Scale scale;
    private final Value.Amount[] amounts = new Value.Amount[TOTALS];
    private final Binary[] binaries = new Binary[TOTALS];
    private long sink;

    /** An amount as it would be without exact decimals. */
    private record Binary(double amount) {}

    DecimalBench(Scale scale) {
        this.scale = scale;
        var random = new SplittableRandom(1);
        for (var i = 0; i < TOTALS; i++) {
            var cents = random.nextInt(100, 50_000);
            amounts[i] = new Value.Amount(BigDecimal.valueOf(cents, 2));
            binaries[i] = new Binary(cents / 100.0);
        }
    }

    void run(Report report) throws Exception {
        var exact = probe("add an exact amount", this::exact);
        var binary = probe("add a binary floating point number", this::binary);
        var measured = scale.inRounds(WARM_UPS).of(exact, binary);
        report.lines(measured);
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe probe(String name, Probe.Work work) {
        return new Probe(name, "ns CPU", () -> 1000 * Cpu.OWN.micros(scale.run(), work));
    }

    private long exact() {
        var sum = Value.Amount.ZERO;
        for (var amount : amounts) {
            sum = new Value.Amount(sum.amount().add(amount.amount()));
        }
        sink += sum.amount().scale();
        return TOTALS;
    }

    private long binary() {
        var sum = new Binary(0);
        for (var amount : binaries) {
            sum = new Binary(sum.amount() + amount.amount());
        }
        sink += (long) sum.amount();
        return TOTALS;
    }
}
