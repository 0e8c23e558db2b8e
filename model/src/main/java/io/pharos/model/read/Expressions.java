package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a value is computed from: one noun and what stands under it, such as {@code ratio: [spent, visits]}. */
final class Expressions {
    private static final List<Attribute.Type> COUNTABLE = List.of(
            Attribute.Type.SET_OF_STRINGS,
            Attribute.Type.LIST_OF_STRINGS,
            Attribute.Type.LIST_OF_NUMBERS,
            Attribute.Type.LIST_OF_BOOLEANS,
            Attribute.Type.TALLY,
            Attribute.Type.TIMELINE);
    private static final Keys PAIRS = Keys.of("keys", "values");

    private final Problems problems;
    private final Operands operands;
    private final Constants constants;
    private final TimeExpressions times;
    private final TallyExpressions tallies;
    private final TimelineExpressions timelines;

    Expressions(Tools tools) {
        this.problems = tools.problems();
        this.operands = new Operands(tools);
        this.constants = new Constants(tools);
        this.times = new TimeExpressions(tools);
        this.tallies = new TallyExpressions(tools);
        this.timelines = new TimelineExpressions(tools);
    }

    /** The keys of a map in which one of {@code nouns} stands. */
    static Keys keys(List<Noun> nouns, String... beside) {
        var words = new ArrayList<>(nouns.stream().map(Noun::word).toList());
        words.addAll(List.of(beside));
        return Keys.of(words.toArray(String[]::new))
                .elsewhere("average", "average_of", "max", "max_of", "min", "min_of", "count", "count_of")
                .elsewhere("divide", "ratio", "multiply", "product", "subtract", "difference", "concat", "join")
                .elsewhere("favourite", "top_key", "favorite", "top_key", "since", "elapsed: { since: … }");
    }

    /**
     * The expression among {@code fields}.
     *
     * @param nouns the kinds of expressions that can stand there
     */
    Optional<Expression> read(Fields fields, List<Noun> nouns, Target target, Site.InDefinition site) {
        var written = nouns.stream().filter(noun -> fields.has(noun.word())).toList();
        checkBeside(fields, "with", "join", nouns);
        checkBeside(fields, "unit", "change_in", nouns);
        if (written.size() == 1) {
            return read(fields, written.getFirst(), nouns, target, site);
        }
        if (written.size() > 1) {
            var found = String.join(" and ", written.stream().map(Noun::word).toList());
            problems.add(Code.CONFLICT, fields.spot(), found, "one of them");
        } else if (fields.isUnderstood()) {
            problems.add(Code.MISSING_KEY, fields.spot(), "no expression", expected(nouns, target));
        }
        return Optional.empty();
    }

    /** Whether {@code key} stands only where it means something. */
    private void checkBeside(Fields fields, String key, String noun, List<Noun> nouns) {
        if (fields.has(key) && !fields.has(noun) && nouns.stream().anyMatch(each -> fields.has(each.word()))) {
            problems.add(
                    Code.CONFLICT,
                    fields.entry(key).orElseThrow().key().spot(),
                    key + " without " + noun,
                    noun + " beside it");
        }
    }

    private Optional<Expression> read(
            Fields fields, Noun noun, List<Noun> nouns, Target target, Site.InDefinition site) {
        if (!noun.types().contains(target.type())) {
            problems.add(
                    Code.NOT_FOR_TYPE,
                    fields.entry(noun.word()).orElseThrow().key().spot(),
                    noun.word() + " for " + target.described(),
                    expected(nouns, target),
                    "It is for an attribute of the type " + Types.words(noun.types()) + ".");
            return Optional.empty();
        }
        return fields.value(noun.word()).flatMap(node -> read(noun, node, fields, target, site));
    }

    private static String expected(List<Noun> nouns, Target target) {
        var fitting = nouns.stream()
                .filter(noun -> noun.types().contains(target.type()))
                .map(Noun::word)
                .toList();
        return fitting.isEmpty()
                ? target.type() == Attribute.Type.FUNNEL ? "steps" : "enrichments"
                : fitting.size() == 1 ? fitting.getFirst() : "one of " + String.join(", ", fitting);
    }

    private Optional<Expression> read(Noun noun, Yaml node, Fields fields, Target target, Site.InDefinition site) {
        return switch (noun) {
            case TO -> to(node, target, site).map(Expression.Of::new);
            case JOIN -> join(node, fields, site);
            case FORMAT -> times.format(node, site);
            case PARSE -> times.parse(node, site);
            case RATIO -> pair(node, "what is divided, and by what", Calculation.RATIO, site);
            case DIFFERENCE -> pair(node, "a number, and what is taken away", Calculation.DIFFERENCE, site);
            case PRODUCT -> operands.several(node, Wanted.NUMBER, site).map(of -> arithmetic(Calculation.PRODUCT, of));
            case SUM -> operands.several(node, Wanted.NUMBER, site).map(of -> arithmetic(Calculation.SUM, of));
            case BETWEEN -> times.between(node, site);
            case ELAPSED -> times.elapsed(node, site);
            case CHANGE_IN -> times.changeIn(node, fields, site);
            case AVERAGE_OF -> numbers(node, site).map(list -> new Expression.Aggregate(Summary.AVERAGE, list));
            case MAX_OF -> numbers(node, site).map(list -> new Expression.Aggregate(Summary.MAX, list));
            case MIN_OF -> numbers(node, site).map(list -> new Expression.Aggregate(Summary.MIN, list));
            case SUM_OF -> numbers(node, site).map(list -> new Expression.Aggregate(Summary.SUM, list));
            case COUNT_OF ->
                operands.name(node, COUNTABLE, "the name of a list, a set, a tally or a timeline", site)
                        .map(counted -> new Expression.CountOf(new Operand.Named(counted)));
            case WITHOUT -> without(node, Wanted.of(target.type()), site);
            case PAIRS -> pairs(node, site);
            case TOP_KEY -> tallies.topKey(node, site);
            case TOP_KEYS -> tallies.topKeys(node, site);
            case KEYS_ABOVE -> tallies.keysAbove(node, site);
            case VALUE_OF -> tallies.valueOf(node, site);
            case ROLLING_SUM -> timelines.rolling(Summary.SUM, node, target, site);
            case ROLLING_AVERAGE -> timelines.rolling(Summary.AVERAGE, node, target, site);
            case ROLLING_MAX -> timelines.rolling(Summary.MAX, node, target, site);
            case ROLLING_MIN -> timelines.rolling(Summary.MIN, node, target, site);
            case ROLLING_COUNT -> timelines.rollingCount(node, site);
            case LONGEST_GAP -> timelines.longestGap(node, site);
        };
    }

    private Optional<Operand> to(Yaml node, Target target, Site site) {
        var wanted = Wanted.of(target.type());
        return switch (target.type()) {
            case SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS ->
                operands.oneOrMore(node, wanted, site);
            case STRING, NUMBER, BOOLEAN, DATE, TALLY, TIMELINE, FUNNEL -> operands.one(node, wanted, site);
        };
    }

    private Optional<Expression> join(Yaml node, Fields fields, Site site) {
        var parts = operands.several(node, Wanted.TEXT, site);
        var with = fields.required("with", "what stands between the parts, such as \", \"")
                .flatMap(constants::text);
        return parts.flatMap(each -> with.map(text -> new Expression.Join(each, text)));
    }

    private Optional<Expression> pair(Yaml node, String which, Calculation calculation, Site site) {
        return isPair(node, which)
                ? operands.several(node, Wanted.NUMBER, site).map(of -> arithmetic(calculation, of))
                : Optional.empty();
    }

    private static Expression arithmetic(Calculation calculation, List<Operand> operands) {
        return new Expression.Arithmetic(calculation, operands);
    }

    private boolean isPair(Yaml node, String which) {
        if (node instanceof Yaml.Sequence list && list.items().size() == 2) {
            return true;
        }
        operands.wrongLength(node, "a list of two: " + which);
        return false;
    }

    /** The numbers of a list, or a list of single ones. */
    private Optional<Operand> numbers(Yaml node, Site site) {
        return node instanceof Yaml.Sequence
                ? operands.oneOrMore(node, Wanted.NUMBER, site)
                : operands.one(node, Wanted.LISTED_NUMBERS, site);
    }

    private Optional<Expression> without(Yaml node, Wanted wanted, Site site) {
        if (!isPair(node, "the items, and those that are taken away")
                || !(node instanceof Yaml.Sequence(var _, var items))) {
            return Optional.empty();
        }
        var all = operands.oneOrMore(items.get(0), wanted, site);
        var without = operands.oneOrMore(items.get(1), wanted, site);
        return all.flatMap(of -> without.map(taken -> new Expression.Without(of, taken)));
    }

    private Optional<Expression> pairs(Yaml node, Site site) {
        var fields = Fields.of(node, PAIRS, "{ keys: …, values: … }", problems);
        var keys = fields.flatMap(known -> known.required("keys", "a list of texts"))
                .flatMap(written -> operands.oneOrMore(written, Wanted.LISTED_TEXTS, site));
        var values = fields.flatMap(known -> known.required("values", "a list of numbers"))
                .flatMap(written -> operands.oneOrMore(written, Wanted.NUMBERS, site));
        return keys.flatMap(each -> values.map(amounts -> new Expression.Pairs(each, amounts)));
    }
}
