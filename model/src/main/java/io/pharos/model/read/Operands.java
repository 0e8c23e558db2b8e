package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.util.ArrayList;
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
    Optional<Operand> oneOrMore(Yaml node, Attribute.Type wanted, Site site) {
        if (!(node instanceof Yaml.Sequence(var spot, var items))) {
            return one(node, wanted, site);
        }
        if (items.isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, spot, "an empty list", "one item at least");
            return Optional.empty();
        }
        var operands = new ArrayList<Operand>();
        items.forEach(item -> one(item, wanted, site).ifPresent(operands::add));
        return Optional.of(new Operand.ListOf(operands));
    }

    Optional<Operand> one(Yaml node, Attribute.Type wanted, Site site) {
        return switch (node) {
            case Yaml.Scalar scalar
            when scalar.isNull() -> {
                problems.wrongType(node, expected(wanted), "To take a value away, write clear: {}.");
                yield Optional.empty();
            }
            case Yaml.Scalar scalar
            when Numbers.looksLikeOne(scalar) || Constants.looksLikeFlag(scalar) -> constant(scalar, wanted);
            case Yaml.Scalar scalar
            when wanted == Attribute.Type.NUMBER && scalar.plain() && Numbers.isOne(scalar) -> constant(scalar, wanted);
            case Yaml.Scalar scalar
            when isHardlyName(scalar, wanted) -> {
                problems.wrongType(node, expected(wanted), hint(scalar, wanted));
                yield Optional.empty();
            }
            case Yaml.Scalar scalar ->
                names.resolve(scalar, site)
                        .filter(name -> becomes(name, wanted, scalar))
                        .map(Operand.Named::new);
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

    /** Whether a constant was meant: as the name of a property it would be taken in silence, and be missing always. */
    private boolean isHardlyName(Yaml.Scalar scalar, Attribute.Type wanted) {
        return scalar.text().isBlank()
                || ODD_NUMBER.matcher(scalar.text()).matches()
                || tools.moments().parse(scalar.text()).isPresent()
                || (wanted == Attribute.Type.BOOLEAN && flag(scalar).isPresent());
    }

    private static Optional<String> flag(Yaml.Scalar scalar) {
        var word = scalar.text().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of("true") : NO.contains(word) ? Optional.of("false") : Optional.empty();
    }

    private static String hint(Yaml.Scalar scalar, Attribute.Type wanted) {
        if (scalar.text().isBlank()) {
            return "";
        }
        var text = Shown.shortened(scalar.text(), 60);
        var instead = switch (wanted) {
            case STRING, DATE, SET_OF_STRINGS -> Optional.of("{ value: " + text + " }");
            case NUMBER -> Optional.of(text).filter(_ -> Numbers.isOne(scalar));
            case BOOLEAN -> flag(scalar);
            case TALLY -> Optional.<String>empty();
        };
        return instead.map(known -> "Write " + known + ", or event." + text + " for a property of that name.")
                .orElse(wanted == Attribute.Type.NUMBER ? "Numbers are written as 5, 0.10 or 1e6." : "");
    }

    private Optional<Operand> constant(Yaml node, Attribute.Type wanted) {
        Optional<Value> value = wanted == Attribute.Type.SET_OF_STRINGS && node instanceof Yaml.Scalar
                ? constants.text(node).map(Value.Text::new)
                : constants.typed(node, wanted);
        return value.map(Operand.Constant::new);
    }

    private boolean becomes(Name name, Attribute.Type wanted, Yaml.Scalar written) {
        var type = switch (name) {
            case Name.Property _ -> Optional.<Attribute.Type>empty();
            case Name.EventTime _ -> Optional.of(Attribute.Type.DATE);
            case Name.OfAttribute(var attribute) ->
                tools.declared().attribute(attribute).flatMap(Declared.OfAttribute::type);
        };
        var possible = Types.thatBecome(wanted);
        if (type.isEmpty() || possible.contains(type.get())) {
            return true;
        }
        problems.add(
                Code.NOT_FOR_TYPE,
                written.spot(),
                Subject.ofType(written.text(), type.get()).described(),
                "a property of the event, or an attribute of the type " + Types.words(possible));
        return false;
    }

    private static String expected(Attribute.Type wanted) {
        return "the name of a value, or a constant " + Types.word(wanted).replace('_', ' ');
    }
}
