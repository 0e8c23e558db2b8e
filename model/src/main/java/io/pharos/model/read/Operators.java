package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Nearest;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operators applied to one value, such as {@code { at_least: 1, below: 5 }}. */
final class Operators {
    private final Tools tools;
    private final Problems problems;
    private final Comparands comparands;
    private final Patterns patterns;

    /** What stands beside operators and says how they compare. */
    private record Manner(boolean ignoreCase, boolean multiline) {}

    Operators(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.comparands = new Comparands(tools);
        this.patterns = new Patterns(problems);
    }

    List<Operator> read(Yaml node, Subject subject, Site site) {
        if (!(node instanceof Yaml.Mapping map)) {
            var hint = node instanceof Yaml.Scalar scalar && !scalar.isNull()
                    ? "Write { is: " + Shown.inline(node) + " }."
                    : "";
            problems.wrongType(node, "operators such as { exists: true }", hint);
            return List.of();
        }
        var manner =
                new Manner(flag(map.entries(), OperatorWord.IGNORE_CASE), flag(map.entries(), OperatorWord.MULTILINE));
        var operators = new ArrayList<Operator>();
        var tests = 0;
        for (var entry : map.entries()) {
            if (!isManner(entry)) {
                tests++;
                word(entry, subject, manner)
                        .ifPresent(word -> operators.addAll(read(word, entry, subject, manner, site)));
            }
        }
        if (tests == 0) {
            problems.add(Code.MISSING_KEY, node.spot(), "no operator", expected(subject));
        }
        return operators;
    }

    private static boolean isManner(Yaml.Entry entry) {
        return entry.name().equals(OperatorWord.IGNORE_CASE) || entry.name().equals(OperatorWord.MULTILINE);
    }

    private boolean flag(List<Yaml.Entry> entries, String key) {
        return entries.stream()
                .filter(entry -> entry.name().equals(key))
                .findFirst()
                .flatMap(entry -> tools.scalars().flag(entry.value()))
                .orElse(false);
    }

    private Optional<OperatorWord> word(Yaml.Entry entry, Subject subject, Manner manner) {
        var spot = entry.key().spot();
        var word = OperatorWord.of(entry.name());
        if (word.isEmpty()) {
            var known = subject.operators().stream().map(OperatorWord::word).toList();
            var hint = Nearest.hint(entry.name(), known);
            problems.add(Code.UNKNOWN_KEY, spot, Shown.quoted(entry.name()), expected(subject), hint);
            return Optional.empty();
        }
        if (!subject.operators().contains(word.get())) {
            var found = Shown.quoted(entry.name()) + " of " + subject.described();
            problems.add(Code.NOT_FOR_TYPE, spot, found, expected(subject), hint(word.get(), subject));
            return Optional.empty();
        }
        if (manner.ignoreCase() && !(word.get().canIgnoreCase() && isTextual(subject))) {
            var found = "ignore_case beside " + entry.name() + " of " + subject.described();
            problems.add(Code.NOT_FOR_TYPE, spot, found, "an operator that compares texts");
            return Optional.empty();
        }
        if (manner.multiline() && word.get() != OperatorWord.MATCHES) {
            problems.add(Code.NOT_FOR_TYPE, spot, "multiline beside " + entry.name(), "matches");
            return Optional.empty();
        }
        return word;
    }

    private static String hint(OperatorWord word, Subject subject) {
        if (word == OperatorWord.CHANGED) {
            return "Only texts, numbers, booleans and dates of the visit or the visitor are compared with what they were.";
        }
        return subject.type().equals(Optional.of(Attribute.Type.DATE)) ? "A day is compared by on_day." : "";
    }

    private static boolean isTextual(Subject subject) {
        return subject.item().type().map(type -> type == Attribute.Type.STRING).orElse(true);
    }

    private static String expected(Subject subject) {
        return "one of "
                + String.join(
                        ", ",
                        subject.operators().stream().map(OperatorWord::word).toList());
    }

    private List<Operator> read(OperatorWord word, Yaml.Entry entry, Subject subject, Manner manner, Site site) {
        if (word == OperatorWord.KEY) {
            return keys(entry.value(), subject, manner.ignoreCase(), site);
        }
        if (word == OperatorWord.CHANGED && site instanceof Site.InDefinition definition) {
            definition
                    .uses()
                    .changes()
                    .add(new Uses.Use(subject.name(), entry.key().spot()));
        }
        return one(word, entry.value(), subject, manner, site).stream().toList();
    }

    private Optional<Operator> one(OperatorWord word, Yaml node, Subject subject, Manner manner, Site site) {
        var ignoreCase = manner.ignoreCase();
        return switch (word) {
            case IS -> comparands.equal(node, subject, site).map(other -> new Operator.Is(other, ignoreCase));
            case IS_NOT -> comparands.equal(node, subject, site).map(other -> new Operator.IsNot(other, ignoreCase));
            case IN -> in(node, subject, ignoreCase);
            case CONTAINS -> comparands.part(node, subject, site).map(part -> new Operator.Contains(part, ignoreCase));
            case STARTS_WITH ->
                comparands.part(node, subject, site).map(part -> new Operator.StartsWith(part, ignoreCase));
            case ENDS_WITH -> comparands.part(node, subject, site).map(part -> new Operator.EndsWith(part, ignoreCase));
            case MATCHES ->
                comparands
                        .text(node)
                        .flatMap(text -> patterns.compile(text, node, ignoreCase, manner.multiline()))
                        .map(Operator.Matches::new);
            case EXISTS -> tools.scalars().flag(node).map(Operator.Exists::new);
            case EMPTY -> tools.scalars().flag(node).map(Operator.Empty::new);
            case CHANGED -> tools.scalars().flag(node).map(Operator.Changed::new);
            case ABOVE -> ordered(Comparison.ABOVE, comparands.ordered(node, subject, site));
            case AT_LEAST -> ordered(Comparison.AT_LEAST, comparands.ordered(node, subject, site));
            case BELOW -> ordered(Comparison.BELOW, comparands.ordered(node, subject, site));
            case AT_MOST -> ordered(Comparison.AT_MOST, comparands.ordered(node, subject, site));
            case BEFORE -> ordered(Comparison.BELOW, comparands.timed(node, subject, site));
            case AFTER -> ordered(Comparison.ABOVE, comparands.timed(node, subject, site));
            case BETWEEN -> between(node, subject, site);
            case WITHIN -> tools.spans().span(node).map(Operator.Within::new);
            case ON_DAY -> tools.moments().day(node).map(Operator.OnDay::new);
            case HAS ->
                comparands.item(node, subject, site).map(item -> new Operator.Has(List.of(item), true, ignoreCase));
            case HAS_ANY -> items(node, subject, site).map(items -> new Operator.Has(items, false, ignoreCase));
            case HAS_ALL -> items(node, subject, site).map(items -> new Operator.Has(items, true, ignoreCase));
            case HAS_ONLY -> comparands.item(node, subject, site).map(Operator.HasOnly::new);
            case COUNT -> nested(node, "the count of " + subject.name(), site).map(Operator.Count::new);
            case STARTED -> tools.scalars().flag(node).map(Operator.Started::new);
            case COMPLETED -> tools.scalars().flag(node).map(Operator.Completed::new);
            case STEP -> step(node, subject).map(Operator.StepDone::new);
            case KEY -> throw new IllegalStateException("keys are read together");
        };
    }

    private static Optional<Operator> ordered(Comparison comparison, Optional<Comparand> other) {
        return other.map(comparand -> new Operator.Ordered(comparison, comparand));
    }

    private Optional<Operator> in(Yaml node, Subject subject, boolean ignoreCase) {
        var values = new ArrayList<Value>();
        var items = atLeastOne(node);
        items.forEach(item -> comparands.value(item, subject).ifPresent(values::add));
        return values.isEmpty() ? Optional.empty() : Optional.of(new Operator.In(values, ignoreCase));
    }

    private Optional<List<Comparand>> items(Yaml node, Subject subject, Site site) {
        var items = new ArrayList<Comparand>();
        atLeastOne(node).forEach(item -> comparands.item(item, subject, site).ifPresent(items::add));
        return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }

    private List<Yaml> atLeastOne(Yaml node) {
        if (node instanceof Yaml.Sequence(var spot, var items)) {
            if (items.isEmpty()) {
                problems.add(Code.OUT_OF_RANGE, spot, "an empty list", "one item at least");
            }
            return items;
        }
        var hint = node instanceof Yaml.Scalar scalar && !scalar.isNull() ? "Write [" + Shown.inline(node) + "]." : "";
        problems.wrongType(node, "a list", hint);
        return List.of();
    }

    private Optional<String> step(Yaml node, Subject funnel) {
        return tools.scalars()
                .text(node, "the name of a step")
                .filter(step -> tools.declared()
                        .check(step, funnel.steps(), "a step of " + funnel.name(), node.spot(), problems));
    }

    private Optional<Operator> between(Yaml node, Subject subject, Site site) {
        if (!(node instanceof Yaml.Sequence list) || list.items().size() != 2) {
            problems.wrongType(node, "a list of two, the least and the greatest");
            return Optional.empty();
        }
        var least = comparands.ordered(list.items().get(0), subject, site);
        var greatest = comparands.ordered(list.items().get(1), subject, site);
        if (least.isEmpty() || greatest.isEmpty()) {
            return Optional.empty();
        }
        if (isEmptyRange(least.get(), greatest.get())) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), Shown.inline(node), "the least first");
            return Optional.empty();
        }
        return Optional.of(new Operator.Between(least.get(), greatest.get()));
    }

    private static boolean isEmptyRange(Comparand least, Comparand greatest) {
        if (!(least instanceof Comparand.Constant(var low)) || !(greatest instanceof Comparand.Constant(var high))) {
            return false;
        }
        return (low instanceof Value.Amount(var a) && high instanceof Value.Amount(var b) && a.compareTo(b) > 0)
                || (low instanceof Value.Moment(var c) && high instanceof Value.Moment(var d) && c.isAfter(d));
    }

    private List<Operator> keys(Yaml node, Subject subject, boolean ignoreCase, Site site) {
        if (!(node instanceof Yaml.Mapping map) || map.entries().isEmpty()) {
            problems.wrongType(node, "keys and what is tested of each, such as { boots: { at_least: 3 } }");
            return List.of();
        }
        var operators = new ArrayList<Operator>();
        for (var entry : map.entries()) {
            nested(entry.value(), entry.name() + " in " + subject.name(), site)
                    .ifPresent(tests -> operators.add(new Operator.Key(entry.name(), tests, ignoreCase)));
        }
        return operators;
    }

    private Optional<List<Operator>> nested(Yaml node, String what, Site site) {
        var tests = read(node, Subject.ofType(what, Attribute.Type.NUMBER), site);
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests);
    }
}
