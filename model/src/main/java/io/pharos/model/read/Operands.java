package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Reads what an enrichment works with: a word is a name, numbers and booleans are constants, {@code { value: gold }} is
 * a constant text, a list mixes them.
 */
final class Operands {
    private static final Keys VALUE = Keys.of("value");

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
            when isConstantMoment(scalar, wanted) -> {
                problems.wrongType(node, expected(wanted), "Write { value: " + scalar.text() + " }.");
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

    private boolean isConstantMoment(Yaml.Scalar scalar, Attribute.Type wanted) {
        return wanted == Attribute.Type.DATE
                && tools.moments().parse(scalar.text()).isPresent();
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
