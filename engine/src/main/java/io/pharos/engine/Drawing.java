package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Lots;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Sets one of several values: the same for one person whenever it is drawn. */
final class Drawing implements Write {
    private static final BigDecimal LOTS = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));

    private final String name;
    private final List<Read> values;
    private final List<String> paths;
    /** Of each value but the last: the first lot that is not its own or one of those before it. Without a sign. */
    private final long[] ends;

    private final Fit fit;

    Drawing(Attribute attribute, Operation.Split split, Reads reads, Fit fit) {
        var shares = split.shares();
        this.name = attribute.name();
        this.values = shares.stream().map(share -> reads.operand(share.to())).toList();
        this.paths = shares.stream()
                .map(share -> Reports.of(attribute).path(share.to()))
                .toList();
        this.ends = ends(shares);
        this.fit = fit;
    }

    private static long[] ends(List<Share> shares) {
        var ends = new long[shares.size() - 1];
        var percent = BigDecimal.ZERO;
        for (var i = 0; i < ends.length; i++) {
            percent = percent.add(shares.get(i).percent());
            ends[i] = LOTS.multiply(percent)
                    .movePointLeft(2)
                    .setScale(0, RoundingMode.CEILING)
                    .toBigInteger()
                    .longValue();
        }
        return ends;
    }

    @Override
    public void to(int slot, Frame frame) {
        var lot = Lots.draw(frame.seed(), name);
        var drawn = 0;
        while (drawn < ends.length && Long.compareUnsigned(lot, ends[drawn]) >= 0) {
            drawn++;
        }
        var found = values.get(drawn).value(frame);
        var value = found == null ? null : fit.of(found, paths.get(drawn), frame);
        if (value != null) {
            frame.put(slot, value);
        }
    }
}
