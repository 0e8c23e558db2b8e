package io.pharos.model.write;

import io.pharos.model.Expression;
import io.pharos.model.Operand;
import io.pharos.model.Span;
import io.pharos.model.Unit;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what a value is computed from, such as {@code { ratio: [spent, visits] }}. */
final class Expressions {
    private final Names names;

    Expressions(Names names) {
        this.names = names;
    }

    Flow.Entries expression(Expression expression) {
        return switch (expression) {
            case Expression.Of(var operand) -> Flow.of("to", names.operand(operand));
            case Expression.Arithmetic(var calculation, var operands) -> Flow.of(word(calculation), operands(operands));
            case Expression.Aggregate(var summary, var list) -> Flow.of(word(summary) + "_of", names.operand(list));
            case Expression.CountOf(var counted) -> Flow.of("count_of", names.operand(counted));
            case Expression.Join(var parts, var with) ->
                Flow.of("join", operands(parts)).and("with", Flow.text(with));
            case Expression.Format(var date, var pattern, var zone) ->
                Flow.of("format", patterned("date", date, pattern, zone));
            case Expression.Parse(var text, var pattern, var zone) ->
                Flow.of("parse", patterned("text", text, pattern, zone));
            case Expression.OfEpoch(var number, var millis) ->
                Flow.of("parse", Flow.of(millis ? "epoch_millis" : "epoch_seconds", names.operand(number)));
            case Expression.Between(var from, var to, var unit, var whole) ->
                Flow.of(
                        "between",
                        Flow.of("from", names.operand(from))
                                .and("to", names.operand(to))
                                .and(measured(unit, whole)));
            case Expression.Elapsed(var since, var unit, var whole) ->
                Flow.of("elapsed", Flow.of("since", names.operand(since)).and(measured(unit, whole)));
            case Expression.ChangeIn(var of, var unit) -> {
                var written = Flow.of("change_in", names.name(of));
                yield unit.map(known -> written.and("unit", Flow.word(known))).orElse(written);
            }
            case Expression.Without(var items, var without) -> Flow.of("without", operands(List.of(items, without)));
            case Expression.Pairs(var keys, var values) ->
                Flow.of("pairs", Flow.of("keys", names.operand(keys)).and("values", names.operand(values)));
            case Expression.TopKey(var tally) -> Flow.of("top_key", of(tally));
            case Expression.TopKeys(var tally, var count) ->
                Flow.of("top_keys", of(tally).and("count", Flow.plain(count)));
            case Expression.KeysAbove(var tally, var amount) ->
                Flow.of("keys_above", of(tally).and("value", Flow.plain(amount.toPlainString())));
            case Expression.ValueOf(var tally, var key) ->
                Flow.of("value_of", Flow.of("tally", Flow.text(tally)).and("key", names.operand(key)));
            case Expression.Rolling(var summary, var timeline, var field, var within) ->
                Flow.of("rolling_" + word(summary), rolling(timeline, field, within));
            case Expression.LongestGap(var timeline, var unit, var whole) ->
                Flow.of("longest_gap", of(timeline).and(measured(unit, whole)));
        };
    }

    private Flow operands(List<Operand> operands) {
        return Flow.list(operands.stream().map(names::operand).toList());
    }

    private Flow patterned(String key, Operand operand, String pattern, ZoneId zone) {
        var written = Flow.of(key, names.operand(operand)).and("as", Flow.text(pattern));
        return zone.equals(names.workspace().zone()) ? written : written.and("zone", Flow.text(zone.getId()));
    }

    private static Flow.Entries measured(Unit unit, boolean whole) {
        var written = Flow.of("unit", Flow.word(unit));
        return whole ? written.and("whole", Flow.flag(true)) : written;
    }

    private static Flow.Entries rolling(String timeline, Optional<String> field, Optional<Span> within) {
        var written = of(timeline);
        if (field.isPresent()) {
            written = written.and("field", Flow.text(field.get()));
        }
        return within.isPresent() ? written.and("within", Spans.span(within.get())) : written;
    }

    private static Flow.Entries of(String attribute) {
        return Flow.of("of", Flow.text(attribute));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
