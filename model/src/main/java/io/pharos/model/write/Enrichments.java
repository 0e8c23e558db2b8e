package io.pharos.model.write;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;

/** Writes the enrichments of one attribute, such as {@code { increase: { by: 1 }, if: { event: purchase } }}. */
final class Enrichments {
    private final Attribute attribute;
    private final Names names;
    private final Expressions expressions;
    private final Conditions conditions;

    Enrichments(Attribute attribute, Names names) {
        this.attribute = attribute;
        this.names = names;
        this.expressions = new Expressions(names);
        this.conditions = new Conditions(names);
    }

    Flow enrichment(Enrichment enrichment) {
        var moments = enrichment.when() == When.ANY_EVENT
                ? Flow.Entries.NOTHING
                : Flow.of("when", Flow.word(enrichment.when()));
        var asked = enrichment
                .condition()
                .map(condition -> moments.and("if", conditions.condition(condition)))
                .orElse(moments);
        return switch (enrichment.operation()) {
            case Operation.Step(var number, var capture) -> step(number, asked, capture);
            case Operation.Clear _ when attribute.shape() instanceof Shape.Funnel -> Flow.of("reset", asked);
            case Operation operation -> operation(operation).and(asked);
        };
    }

    private Flow step(int number, Flow.Entries asked, List<Capture> capture) {
        if (!(attribute.shape() instanceof Shape.Funnel(var steps, var _))) {
            throw new IllegalArgumentException("only a funnel has steps: " + attribute.name());
        }
        var step = steps.get(number);
        var named = Flow.of("name", Flow.text(step.name())).and(asked);
        var written = step.required() ? named : named.and("required", Flow.flag(false));
        return capture.isEmpty() ? written : written.and("capture", captured(capture));
    }

    private Flow.Entries operation(Operation operation) {
        return switch (operation) {
            case Operation.Set(var to, var keep) -> {
                var written = expressions.expression(to);
                yield Flow.of("set", keep == Keep.LAST ? written : written.and("keep", Flow.word(keep)));
            }
            case Operation.Clear _ -> Flow.of("clear", Flow.Entries.NOTHING);
            case Operation.Lowercase _ -> Flow.of("lowercase", Flow.Entries.NOTHING);
            case Operation.Increase(var by) -> Flow.of("increase", Flow.of("by", names.operand(by)));
            case Operation.Decrease(var by) -> Flow.of("decrease", Flow.of("by", names.operand(by)));
            case Operation.Add(var from) -> Flow.of("add", Flow.of("from", names.operand(from)));
            case Operation.Remove(var item, var occurrences) -> {
                var written = Flow.of("item", names.operand(item));
                yield Flow.of(
                        "remove",
                        occurrences == Occurrences.ALL ? written : written.and("occurrences", Flow.word(occurrences)));
            }
            case Operation.IncreaseKeys(var keys, var by) ->
                Flow.of("increase", Flow.of("keys", names.operand(keys)).and("by", names.operand(by)));
            case Operation.RemoveKey(var key) -> Flow.of("remove", Flow.of("key", names.operand(key)));
            case Operation.Split(var shares) -> Flow.of("split", split(shares));
            case Operation.RecordEntry(var at, var capture) -> Flow.of("record", entry(at, capture));
            case Operation.Step _ -> throw new IllegalArgumentException("a step is no operation of its own");
        };
    }

    private Flow split(List<Share> shares) {
        var constants = Flow.Entries.NOTHING;
        for (var share : shares) {
            if (!(share.to() instanceof Operand.Constant(Value.Text(var text)))
                    || constants.entries().containsKey(text)) {
                return Flow.list(shares.stream()
                        .map(each -> Flow.of("to", names.operand(each.to())).and("share", percent(each.percent())))
                        .toList());
            }
            constants = constants.and(text, percent(share.percent()));
        }
        return constants;
    }

    private static Flow percent(BigDecimal percent) {
        return Flow.plain(percent.toPlainString() + "%");
    }

    private Flow entry(Operand at, List<Capture> capture) {
        var written = at.equals(new Operand.Named(new Name.EventTime()))
                ? Flow.Entries.NOTHING
                : Flow.of("at", names.operand(at));
        return capture.isEmpty() ? written : written.and("capture", captured(capture));
    }

    private Flow captured(List<Capture> capture) {
        return Flow.list(capture.stream().map(each -> names.name(each.name())).toList());
    }
}
