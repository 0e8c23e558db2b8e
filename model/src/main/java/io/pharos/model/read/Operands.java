package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what an enrichment works with: a word is a name, numbers and booleans are constants, {@code { value: gold }} is
 * a constant text, a list mixes them.
 */
final class Operands {
    private static final Keys VALUE = Keys.of("value");

    /** Other ways to write a number than ours, with or without quotes. */
    private static final Pattern ODD_NUMBER = Pattern.compile("[+-]?(\\d[\\d_,.]*|\\.\\d+)([eE][+-]?\\d+)?"
            + "|0[xob][\\da-fA-F_]+|[+-]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    private final Tools tools;
    private final Problems problems;
    private final Constants constants;
    private final Names names;

    Operands(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.constants = new Constants(tools);
        this.names = new Names(tools);
    }

    /** One operand, or a list of them. */
    Optional<Operand> oneOrMore(Yaml node, Wanted wanted, Site site) {
        if (!(node instanceof Yaml.Sequence(var spot, var items))) {
            return one(node, wanted, site);
        }
        if (items.isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, spot, "an empty list", "one item at least");
            return Optional.empty();
        }
        return Optional.of(new Operand.ListOf(each(items, wanted, site)));
    }

    /** A list of at least two operands. */
    Optional<List<Operand>> several(Yaml node, Wanted wanted, Site site) {
        if (!(node instanceof Yaml.Sequence list) || list.items().size() < 2) {
            wrongLength(node, "a list of two or more");
            return Optional.empty();
        }
        return Optional.of(each(list.items(), wanted, site))
                .filter(operands -> operands.size() == list.items().size());
    }

    /** Reports something that is no list, or one that is too short or too long. */
    void wrongLength(Yaml node, String expected) {
        if (node instanceof Yaml.Sequence(var spot, var items) && !items.isEmpty()) {
            problems.add(Code.WRONG_TYPE, spot, "a list of " + items.size(), expected);
        } else {
            problems.wrongType(node, expected);
        }
    }

    private List<Operand> each(List<Yaml> items, Wanted wanted, Site site) {
        var operands = new ArrayList<Operand>();
        items.forEach(item -> one(item, wanted, site).ifPresent(operands::add));
        return operands;
    }

    Optional<Operand> one(Yaml node, Wanted wanted, Site site) {
        return switch (node) {
            case Yaml.Scalar scalar
            when scalar.isNull() -> {
                problems.wrongType(node, expected(wanted), "To take a value away, write clear: {}.");
                yield Optional.empty();
            }
            case Yaml.Scalar scalar
            when Numbers.looksLikeOne(scalar) || Constants.looksLikeFlag(scalar) -> constant(scalar, wanted);
            case Yaml.Scalar scalar
            when wanted.item() == Attribute.Type.NUMBER && scalar.plain() && Numbers.isOne(scalar) ->
                constant(scalar, wanted);
            case Yaml.Scalar scalar
            when isHardlyName(scalar, wanted) -> {
                problems.wrongType(node, expected(wanted), hint(scalar, wanted));
                yield Optional.empty();
            }
            case Yaml.Scalar scalar -> named(scalar, wanted.named(), site).map(Operand.Named::new);
            case Yaml.Mapping mapping ->
                Fields.of(mapping, VALUE, problems)
                        .required("value", "a constant")
                        .flatMap(value -> constant(value, wanted));
            case Yaml.Sequence _, Yaml.Broken _ -> {
                problems.wrongType(node, expected(wanted));
                yield Optional.empty();
            }
        };
    }

    /**
     * Something that has a name and is no constant.
     *
     * @param possible the types it may have, if it is an attribute
     * @param expected what should stand there
     */
    Optional<Name> name(Yaml node, List<Attribute.Type> possible, String expected, Site site) {
        if (node instanceof Yaml.Scalar scalar
                && !scalar.isNull()
                && !Numbers.looksLikeOne(scalar)
                && !Constants.looksLikeFlag(scalar)
                && !isHardlyName(scalar, Wanted.NUMBER)) {
            return named(scalar, possible, site);
        }
        problems.wrongType(node, expected);
        return Optional.empty();
    }

    /** Whether a constant was meant: as the name of a property it would be taken in silence, and be missing always. */
    private boolean isHardlyName(Yaml.Scalar scalar, Wanted wanted) {
        return scalar.text().isBlank()
                || ODD_NUMBER.matcher(scalar.text()).matches()
                || tools.moments().parse(scalar.text()).isPresent()
                || (wanted.item() == Attribute.Type.BOOLEAN && flag(scalar).isPresent());
    }

    private static Optional<String> flag(Yaml.Scalar scalar) {
        var word = scalar.text().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of("true") : NO.contains(word) ? Optional.of("false") : Optional.empty();
    }

    private static String hint(Yaml.Scalar scalar, Wanted wanted) {
        if (scalar.text().isBlank() || wanted.type() == Attribute.Type.TALLY) {
            return "";
        }
        var text = Shown.shortened(scalar.text(), 60);
        var instead = switch (wanted.item()) {
            case NUMBER -> Optional.of(text).filter(_ -> Numbers.isOne(scalar));
            case BOOLEAN -> flag(scalar);
            default -> Optional.of("{ value: " + text + " }");
        };
        return instead.map(known -> "Write " + known + ", or event." + text + " for a property of that name.")
                .orElse(wanted.item() == Attribute.Type.NUMBER ? "Numbers are written as 5, 0.10 or 1e6." : "");
    }

    private Optional<Operand> constant(Yaml node, Wanted wanted) {
        var value = node instanceof Yaml.Scalar
                ? constants.item(node, wanted.type())
                : constants.typed(node, wanted.type());
        return value.map(Operand.Constant::new);
    }

    private Optional<Name> named(Yaml.Scalar written, List<Attribute.Type> possible, Site site) {
        return names.resolve(written, site).filter(name -> isOneOf(possible, name, written, site));
    }

    private boolean isOneOf(List<Attribute.Type> possible, Name name, Yaml.Scalar written, Site site) {
        var type = tools.declared().type(name);
        if (type.isEmpty() || possible.contains(type.get())) {
            return true;
        }
        var attribute = "an attribute of the type " + Types.words(possible);
        problems.add(
                Code.NOT_FOR_TYPE,
                written.spot(),
                Subject.ofType(written.text(), type.get()).described(),
                isDerivation(site) ? attribute : "a property of the event, or " + attribute);
        return false;
    }

    private static boolean isDerivation(Site site) {
        return site instanceof Site.InDefinition definition && definition.reach() == Site.Reach.DERIVATION;
    }

    private static String expected(Wanted wanted) {
        return "the name of a value, or a constant " + wanted.described();
    }
}
