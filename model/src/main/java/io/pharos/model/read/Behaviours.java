package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads behaviour: {@code did: { event: purchase, within: 30d, times: { at_least: 2 } }}. */
final class Behaviours {
    private static final Keys KEYS = Keys.of(Stream.concat(
                            Stream.of("event", "where", "within"),
                            Stream.of(Figure.values()).map(Behaviours::word))
                    .toArray(String[]::new))
            .elsewhere("sum", "total", "count", "times", "greatest", "max", "least", "min")
            .elsewhere("events", "event", "if", "where", "since", "within", "earliest", "first", "latest", "last");
    private static final String FORM = "behaviour such as { event: purchase, within: 30d }";
    private static final Measure ONCE = new Measure(
            Figure.TIMES,
            Optional.empty(),
            List.of(new Operator.Ordered(Comparison.AT_LEAST, new Comparand.Constant(Value.Amount.ONE))));

    private final Tools tools;
    private final Problems problems;
    private final Matchings matchings;
    private final Operators operators;
    private final Operands operands;

    Behaviours(Tools tools, Matchings matchings, Operators operators) {
        this.tools = tools;
        this.problems = tools.problems();
        this.matchings = matchings;
        this.operators = operators;
        this.operands = new Operands(tools);
    }

    private static String word(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT);
    }

    Optional<Condition> read(Yaml.Entry entry, Site.InDefinition site) {
        var written = entry.value();
        if (!(written instanceof Yaml.Mapping mapping)) {
            var isName = written instanceof Yaml.Scalar scalar && !scalar.isNull();
            problems.wrongType(written, FORM, isName ? "Write { event: " + Shown.inline(written) + " }." : "");
            return Optional.empty();
        }
        var fields = Fields.of(mapping, KEYS, problems);
        var where = site.where(entry.name());
        var event = matchings.read(fields, "event", where);
        var within = fields.value("within").flatMap(tools.spans()::positive);
        var measures = new ArrayList<Measure>();
        for (var figure : Figure.values()) {
            fields.value(word(figure))
                    .flatMap(node -> measure(figure, node, site, where))
                    .ifPresent(measures::add);
        }
        return Optional.of(new Condition.Did(event, within, measures.isEmpty() ? List.of(ONCE) : measures));
    }

    private Optional<Measure> measure(Figure figure, Yaml node, Site.InDefinition site, Site.InDefinition where) {
        return switch (figure) {
            case TIMES -> measure(figure, node, Attribute.Type.NUMBER, site);
            case FIRST, LAST -> measure(figure, node, Attribute.Type.DATE, site);
            case TOTAL, AVERAGE, MIN, MAX -> measureOf(figure, node, site, where);
        };
    }

    private Optional<Measure> measure(Figure figure, Yaml node, Attribute.Type type, Site site) {
        return tests(figure, node, type, site).map(tests -> new Measure(figure, Optional.empty(), tests));
    }

    /** A figure of what the events carry, which stands under {@code of} beside the tests. */
    private Optional<Measure> measureOf(Figure figure, Yaml node, Site.InDefinition site, Site.InDefinition where) {
        if (!(node instanceof Yaml.Mapping(var spot, var entries))) {
            problems.wrongType(node, "{ of: …, at_least: … }");
            return Optional.empty();
        }
        var of = entries.stream().filter(entry -> entry.name().equals("of")).findFirst();
        if (of.isEmpty()) {
            problems.add(Code.MISSING_KEY, spot, "no of", "of: the name of a number");
            return Optional.empty();
        }
        var rest = entries.stream().filter(entry -> !entry.name().equals("of")).toList();
        var name = operands.name(of.get().value(), Wanted.NUMBER.named(), "the name of a number", where);
        var tests = tests(figure, new Yaml.Mapping(spot, rest), Attribute.Type.NUMBER, site);
        return name.flatMap(known -> tests.map(each -> new Measure(figure, Optional.of(known), each)));
    }

    private Optional<List<Operator>> tests(Figure figure, Yaml node, Attribute.Type type, Site site) {
        var tests = operators.read(node, Subject.ofType(described(figure), type), site);
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests);
    }

    private static String described(Figure figure) {
        return "the " + word(figure);
    }
}
