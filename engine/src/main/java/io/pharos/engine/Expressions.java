package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Workspace;

/** Compiles expressions. */
final class Expressions {
    private final Workspace workspace;
    private final Reads reads;
    private final Remembered remembered;

    Expressions(Workspace workspace, Reads reads, Remembered remembered) {
        this.workspace = workspace;
        this.reads = reads;
        this.remembered = remembered;
    }

    /** @param attribute whose value it gives: what is read fits it after {@link Fit} only */
    Read compile(Expression expression, Attribute attribute) {
        var zone = workspace.zone();
        var arguments = new Arguments(attribute, reads, zone);
        return switch (expression) {
            case Expression.Of(var operand) -> reads.operand(operand);
            case Expression.Arithmetic arithmetic -> NumberExpressions.arithmetic(arithmetic, arguments);
            case Expression.Aggregate aggregate -> NumberExpressions.aggregate(aggregate, arguments);
            case Expression.CountOf(var counted) -> NumberExpressions.count(counted, arguments);
            case Expression.Join join -> TextExpressions.join(join, arguments);
            case Expression.Format format -> TextExpressions.format(format, arguments);
            case Expression.Parse parse -> TextExpressions.parse(parse, arguments);
            case Expression.OfEpoch epoch -> TimeExpressions.ofEpoch(epoch, arguments);
            case Expression.Between between -> TimeExpressions.between(between, zone, arguments);
            case Expression.Elapsed elapsed -> TimeExpressions.elapsed(elapsed, zone, arguments);
            case Expression.ChangeIn change -> remembered.change(change, attribute, reads, arguments);
            case Expression.Without without ->
                ListExpressions.without(without, attribute.type(), new Fit(attribute, workspace), arguments);
            case Expression.Pairs(var keys, var values) ->
                TallyExpressions.pairs(
                        new TallyIncrease(keys, values, reads, new Fit(attribute, workspace), Reports.of(attribute)));
            case Expression.TopKey(var tally) -> TallyExpressions.topKey(tally, arguments);
            case Expression.TopKeys(var tally, var count) -> TallyExpressions.topKeys(tally, count, arguments);
            case Expression.KeysAbove(var tally, var amount) -> TallyExpressions.keysAbove(tally, amount, arguments);
            case Expression.ValueOf(var tally, var key) -> TallyExpressions.valueOf(tally, key, arguments);
            case Expression.Rolling rolling ->
                TimelineExpressions.rolling(rolling, attribute.type(), reads, zone, arguments);
            case Expression.LongestGap gap -> TimelineExpressions.longestGap(gap, reads, zone);
        };
    }
}
