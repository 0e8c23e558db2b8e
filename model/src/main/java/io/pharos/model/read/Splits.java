package io.pharos.model.read;

import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how visitors are split: {@code { gold: 10%, silver: 90% }}, or a list if the values are not constants. */
final class Splits {
    private static final Keys SHARE = Keys.of("to", "share").elsewhere("value", "to: { value: … }", "percent", "share");
    private static final String FORM = "shares such as { gold: 10%, silver: 90% }";
    private static final String PERCENT_FORM = "a share such as 10% or 0.5%";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,40}(?:\\.\\d{1,40})?)%");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final Problems problems;
    private final Operands operands;

    Splits(Tools tools) {
        this.problems = tools.problems();
        this.operands = new Operands(tools);
    }

    Optional<Operation> read(Yaml node, Site site) {
        return switch (node) {
            case Yaml.Mapping(var spot, var entries) ->
                whole(
                        spot,
                        entries.size(),
                        entries.stream()
                                .flatMap(entry -> constant(entry).stream())
                                .toList());
            case Yaml.Sequence(var spot, var items) ->
                whole(
                        spot,
                        items.size(),
                        items.stream()
                                .flatMap(item -> share(item, site).stream())
                                .toList());
            case Yaml.Scalar _, Yaml.Broken _ -> {
                problems.wrongType(node, FORM);
                yield Optional.empty();
            }
        };
    }

    private Optional<Share> constant(Yaml.Entry entry) {
        return percent(entry.value())
                .map(percent -> new Share(new Operand.Constant(new Value.Text(entry.name())), percent));
    }

    private Optional<Share> share(Yaml node, Site site) {
        var fields = Fields.of(node, SHARE, "{ to: …, share: 10% }", problems);
        var to = fields.flatMap(known -> known.required("to", "the value"))
                .flatMap(written -> operands.one(written, Wanted.TEXT, site));
        var percent =
                fields.flatMap(known -> known.required("share", PERCENT_FORM)).flatMap(this::percent);
        return to.flatMap(value -> percent.map(part -> new Share(value, part)));
    }

    private Optional<BigDecimal> percent(Yaml node) {
        var matcher = PERCENT.matcher(node instanceof Yaml.Scalar scalar ? scalar.text() : "");
        if (!matcher.matches()) {
            var hint =
                    node instanceof Yaml.Scalar scalar && Numbers.isOne(scalar) ? "Write " + scalar.text() + "%." : "";
            problems.wrongType(node, PERCENT_FORM, hint);
            return Optional.empty();
        }
        var percent = new BigDecimal(matcher.group(1));
        if (percent.signum() == 0 || percent.compareTo(ALL) > 0 || !Value.Amount.fits(percent)) {
            problems.add(
                    Code.OUT_OF_RANGE,
                    node.spot(),
                    Shown.found(node),
                    "above 0% and up to 100%, with at most 34 digits");
            return Optional.empty();
        }
        return Optional.of(percent);
    }

    /** @param written how many shares there should be; if some could not be read, nobody knows their sum */
    private Optional<Operation> whole(Spot spot, int written, List<Share> shares) {
        if (written == 0) {
            problems.add(Code.OUT_OF_RANGE, spot, "no shares", FORM);
            return Optional.empty();
        }
        if (shares.size() < written) {
            return Optional.empty();
        }
        var sum = shares.stream().map(Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(ALL) != 0) {
            var found = "shares of " + sum.stripTrailingZeros().toPlainString() + "% together";
            problems.add(Code.OUT_OF_RANGE, spot, found, "100% together");
            return Optional.empty();
        }
        return Optional.of(new Operation.Split(shares));
    }
}
