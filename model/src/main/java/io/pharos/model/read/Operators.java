package io.pharos.model.read;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
    private static final List<String> LATER = List.of("changed", "started", "completed", "step");
    private static final int LONGEST_PATTERN = 500;
    private static final int LARGEST_PATTERN = 10_000;

    private final Tools tools;
    private final Problems problems;
    private final Constants constants;
    private final Comparands comparands;

    Operators(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.constants = new Constants(tools);
        this.comparands = new Comparands(tools);
    }

    List<Operator> read(Yaml node, Subject subject, Site site) {
        if (!(node instanceof Yaml.Mapping map)) {
            var hint = node instanceof Yaml.Scalar scalar && !scalar.isNull()
                    ? "Write { is: " + Shown.inline(node) + " }."
                    : "";
            problems.wrongType(node, "operators such as { exists: true }", hint);
            return List.of();
        }
        var ignoreCase = ignoreCase(map.entries());
        var operators = new ArrayList<Operator>();
        var tests = 0;
        for (var entry : map.entries()) {
            if (!entry.name().equals(OperatorWord.IGNORE_CASE)) {
                tests++;
                word(entry, subject, ignoreCase)
                        .ifPresent(word -> operators.addAll(
                                switch (word) {
                                    case KEY -> keys(entry.value(), subject, site);
                                    default ->
                                        read(word, entry.value(), subject, ignoreCase, site).stream()
                                                .toList();
                                }));
            }
        }
        if (tests == 0) {
            problems.add(Code.MISSING_KEY, node.spot(), "no operator", expected(subject));
        }
        return operators;
    }

    private boolean ignoreCase(List<Yaml.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.name().equals(OperatorWord.IGNORE_CASE))
                .findFirst()
                .flatMap(entry -> tools.scalars().flag(entry.value()))
                .orElse(false);
    }

    private Optional<OperatorWord> word(Yaml.Entry entry, Subject subject, boolean ignoreCase) {
        var spot = entry.key().spot();
        var word = OperatorWord.of(entry.name());
        if (word.isEmpty()) {
            if (LATER.contains(entry.name())) {
                problems.notAvailable(spot, entry.name(), expected(subject));
            } else {
                var known = subject.operators().stream().map(OperatorWord::word).toList();
                var hint = Nearest.hint(entry.name(), known);
                problems.add(Code.UNKNOWN_KEY, spot, Shown.quoted(entry.name()), expected(subject), hint);
            }
            return Optional.empty();
        }
        if (!subject.operators().contains(word.get())) {
            var found = Shown.quoted(entry.name()) + " of " + subject.described();
            var hint = subject.type().equals(Optional.of(Attribute.Type.DATE)) ? "A day is compared by on_day." : "";
            problems.add(Code.NOT_FOR_TYPE, spot, found, expected(subject), hint);
            return Optional.empty();
        }
        if (ignoreCase && !(word.get().canIgnoreCase() && isTextual(subject))) {
            var found = "ignore_case beside " + entry.name() + " of " + subject.described();
            problems.add(Code.NOT_FOR_TYPE, spot, found, "an operator that compares texts");
            return Optional.empty();
        }
        return word;
    }

    private static boolean isTextual(Subject subject) {
        return subject.type()
                .map(type -> type == Attribute.Type.STRING
                        || type == Attribute.Type.SET_OF_STRINGS
                        || type == Attribute.Type.TALLY)
                .orElse(true);
    }

    private static String expected(Subject subject) {
        return "one of "
                + String.join(
                        ", ",
                        subject.operators().stream().map(OperatorWord::word).toList());
    }

    private Optional<Operator> read(OperatorWord word, Yaml node, Subject subject, boolean ignoreCase, Site site) {
        return switch (word) {
            case IS -> comparands.equal(node, subject, site).map(other -> new Operator.Is(other, ignoreCase));
            case IS_NOT -> comparands.equal(node, subject, site).map(other -> new Operator.IsNot(other, ignoreCase));
            case IN -> in(node, subject, ignoreCase);
            case CONTAINS -> part(node).map(part -> new Operator.Contains(part, ignoreCase));
            case STARTS_WITH -> part(node).map(part -> new Operator.StartsWith(part, ignoreCase));
            case ENDS_WITH -> part(node).map(part -> new Operator.EndsWith(part, ignoreCase));
            case MATCHES -> pattern(node, ignoreCase).map(Operator.Matches::new);
            case EXISTS -> tools.scalars().flag(node).map(Operator.Exists::new);
            case ABOVE -> ordered(Comparison.ABOVE, comparands.ordered(node, subject, site));
            case AT_LEAST -> ordered(Comparison.AT_LEAST, comparands.ordered(node, subject, site));
            case BELOW -> ordered(Comparison.BELOW, comparands.ordered(node, subject, site));
            case AT_MOST -> ordered(Comparison.AT_MOST, comparands.ordered(node, subject, site));
            case BEFORE -> ordered(Comparison.BELOW, comparands.timed(node, subject, site));
            case AFTER -> ordered(Comparison.ABOVE, comparands.timed(node, subject, site));
            case BETWEEN -> between(node, subject, site);
            case WITHIN -> tools.spans().span(node).map(Operator.Within::new);
            case ON_DAY -> tools.moments().day(node).map(Operator.OnDay::new);
            case HAS -> part(node).map(item -> new Operator.Has(List.of(item), true, ignoreCase));
            case HAS_ANY -> items(node).map(items -> new Operator.Has(items, false, ignoreCase));
            case HAS_ALL -> items(node).map(items -> new Operator.Has(items, true, ignoreCase));
            case COUNT -> nested(node, "the count of " + subject.name(), site).map(Operator.Count::new);
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

    private Optional<List<String>> items(Yaml node) {
        var items = new ArrayList<String>();
        atLeastOne(node).forEach(item -> part(item).ifPresent(items::add));
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

    /** A text that is not empty: every text contains, starts and ends with the empty one. */
    private Optional<String> part(Yaml node) {
        if (node instanceof Yaml.Mapping mapping
                && mapping.entries().stream().anyMatch(entry -> entry.name().equals("attribute"))) {
            problems.notAvailable(node.spot(), "attribute", "a text");
            return Optional.empty();
        }
        if (node instanceof Yaml.Scalar scalar
                && !scalar.plain()
                && scalar.text().isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), "an empty text", "one letter at least");
            return Optional.empty();
        }
        return constants.text(node);
    }

    private Optional<Pattern> pattern(Yaml node, boolean ignoreCase) {
        var text = part(node);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().length() > LONGEST_PATTERN) {
            var found = text.get().length() + " characters";
            problems.add(Code.LIMIT, node.spot(), found, "a pattern of at most " + LONGEST_PATTERN);
            return Optional.empty();
        }
        if (PatternSize.of(text.get()) > LARGEST_PATTERN) {
            var expected = "a pattern of at most " + LARGEST_PATTERN + " letters when its repetitions are written out";
            problems.add(Code.LIMIT, node.spot(), Shown.found(node), expected);
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text.get(), ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            problems.wrongType(node, "a pattern in RE2 syntax", "RE2 says: " + e.getMessage() + ".");
            return Optional.empty();
        }
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

    private List<Operator> keys(Yaml node, Subject subject, Site site) {
        if (!(node instanceof Yaml.Mapping map) || map.entries().isEmpty()) {
            problems.wrongType(node, "keys and what is tested of each, such as { boots: { at_least: 3 } }");
            return List.of();
        }
        var operators = new ArrayList<Operator>();
        for (var entry : map.entries()) {
            nested(entry.value(), entry.name() + " in " + subject.name(), site)
                    .ifPresent(tests -> operators.add(new Operator.Key(entry.name(), tests)));
        }
        return operators;
    }

    private Optional<List<Operator>> nested(Yaml node, String what, Site site) {
        var tests = read(node, Subject.ofType(what, Attribute.Type.NUMBER), site);
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests);
    }
}
