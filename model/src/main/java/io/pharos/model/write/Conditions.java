package io.pharos.model.write;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes conditions, such as {@code { event: purchase }}; a list means that all hold. */
final class Conditions {
    private static final Measure ONCE = new Measure(
            Figure.TIMES,
            Optional.empty(),
            List.of(new Operator.Ordered(Comparison.AT_LEAST, new Comparand.Constant(Value.Amount.ONE))));

    private final Names names;

    Conditions(Names names) {
        this.names = names;
    }

    Flow condition(Condition condition) {
        return switch (condition) {
            case Condition.All(var conditions) -> each(conditions);
            case Condition.Any(var conditions) -> Flow.of("any", each(conditions));
            case Condition.Not(var negated) -> Flow.of("not", condition(negated));
            case Condition.EventNamed(var named) -> Flow.of("event", events(named));
            case Condition.FromImport(var expected) -> Flow.of("from_import", Flow.flag(expected));
            case Condition.RuleHolds(var rule) -> Flow.of("rule", Flow.text(rule));
            case Condition.Wears(var badge) -> Flow.of("badge", Flow.text(badge));
            case Condition.InSegment(var segment) -> Flow.of("segment", Flow.text(segment));
            case Condition.Compare(var name, var operator) -> Flow.of(names.text(name), Operators.one(operator));
            case Condition.Did did -> Flow.of("did", did(did));
            case Sequence sequence -> Flow.of("sequence", sequence(sequence));
        };
    }

    private Flow each(List<Condition> conditions) {
        return Flow.list(conditions.stream().map(this::condition).toList());
    }

    private static Flow events(List<String> named) {
        return named.size() == 1
                ? Flow.text(named.getFirst())
                : Flow.list(named.stream().map(Flow::text).toList());
    }

    private Flow did(Condition.Did did) {
        var written = matching("event", did.event());
        if (did.within().isPresent()) {
            written = written.and("within", Spans.span(did.within().get()));
        }
        if (did.measures().equals(List.of(ONCE))) {
            return written;
        }
        for (var measure : did.measures()) {
            written = written.and(measure.figure().name().toLowerCase(Locale.ROOT), measure(measure));
        }
        return written;
    }

    private Flow measure(Measure measure) {
        var tests = Operators.all(measure.tests());
        return measure.of()
                .<Flow>map(of -> Flow.of("of", names.name(of)).and(tests))
                .orElse(tests);
    }

    private Flow sequence(Sequence sequence) {
        var steps = new ArrayList<Flow>();
        for (var step : sequence.steps()) {
            step.without().forEach(without -> steps.add(matching("absent", without)));
            var written = matching("event", step.event());
            steps.add(step.within()
                    .map(within -> written.and("within", Spans.span(within)))
                    .orElse(written));
        }
        sequence.ending()
                .ifPresent(ending ->
                        steps.add(matching("event", ending.event()).and("absent_for", Spans.span(ending.length()))));
        var list = Flow.list(steps);
        return sequence.within()
                .<Flow>map(within -> Flow.of("steps", list).and("within", Spans.span(within)))
                .orElse(list);
    }

    /** @param key under which the names stand */
    private Flow.Entries matching(String key, Matching matching) {
        var written = matching.names().isEmpty() ? Flow.Entries.NOTHING : Flow.of(key, events(matching.names()));
        return matching.where()
                .map(where -> written.and("where", condition(where)))
                .orElse(written);
    }
}
