package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what a value is compared with: a constant, another attribute, or a moving moment such as {@code 90d ago}. */
final class Comparands {
    private static final Keys OTHER = Keys.of("attribute", "times");
    private static final Comparand NOW = new Comparand.Ago(new Span.Fixed(Duration.ZERO));
    private static final List<Attribute.Type> COMPARABLE =
            List.of(Attribute.Type.STRING, Attribute.Type.NUMBER, Attribute.Type.BOOLEAN, Attribute.Type.DATE);

    private final Tools tools;
    private final Problems problems;
    private final Constants constants;
    private final Names names;

    Comparands(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.constants = new Constants(tools);
        this.names = new Names(tools);
    }

    /** Something equal or not. */
    Optional<Comparand> equal(Yaml node, Subject subject, Site site) {
        return node instanceof Yaml.Mapping other ? otherAttribute(other, subject, site) : constant(node, subject);
    }

    /** A constant typed by the subject; of a property, by its looks. */
    Optional<Comparand> constant(Yaml node, Subject subject) {
        return value(node, subject).map(Comparand.Constant::new);
    }

    Optional<Value> value(Yaml node, Subject subject) {
        return subject.type().map(type -> constants.typed(node, type)).orElseGet(() -> constants.byLooks(node));
    }

    /** Something above or below: a number, or a moment. */
    Optional<Comparand> ordered(Yaml node, Subject subject, Site site) {
        if (node instanceof Yaml.Mapping other) {
            return otherAttribute(other, subject, site);
        }
        if (subject.type().isEmpty()) {
            return isMoment(node) ? moment(node, subject) : number(node, "a number or a time");
        }
        return subject.type().get() == Attribute.Type.DATE ? moment(node, subject) : number(node, Numbers.FORM);
    }

    /** Something earlier or later. */
    Optional<Comparand> timed(Yaml node, Subject subject, Site site) {
        return node instanceof Yaml.Mapping other ? otherAttribute(other, subject, site) : moment(node, subject);
    }

    /** One item of a list or set, or one key of a tally. Those of a property are compared as texts. */
    Optional<Comparand> item(Yaml node, Subject subject, Site site) {
        var item = subject.item();
        if (node instanceof Yaml.Mapping other) {
            return otherAttribute(other, item, site);
        }
        var isText = item.type().map(type -> type == Attribute.Type.STRING).orElse(true);
        return isText ? text(node).map(Comparands::constant) : constant(node, item);
    }

    /** Part of a text, or of the texts in a list, set or tally. */
    Optional<Comparand> part(Yaml node, Subject subject, Site site) {
        return node instanceof Yaml.Mapping other
                ? otherAttribute(other, Subject.ofType(subject.name(), Attribute.Type.STRING), site)
                : text(node).map(Comparands::constant);
    }

    private static Comparand constant(String text) {
        return new Comparand.Constant(new Value.Text(text));
    }

    /** A text that is not empty: every text contains, starts and ends with the empty one. */
    Optional<String> text(Yaml node) {
        if (node instanceof Yaml.Scalar scalar
                && !scalar.plain()
                && scalar.text().isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), "an empty text", "one letter at least");
            return Optional.empty();
        }
        return constants.text(node);
    }

    private boolean isMoment(Yaml node) {
        return node instanceof Yaml.Scalar scalar
                && (moving(scalar.text()).isPresent()
                        || tools.moments().parse(scalar.text()).isPresent());
    }

    private static Optional<Comparand> moving(String text) {
        return text.equals("now")
                ? Optional.of(NOW)
                : Spans.ago(text)
                        .<Comparand>map(Comparand.Ago::new)
                        .or(() -> Spans.fromNow(text).map(Comparand.FromNow::new));
    }

    private Optional<Comparand> moment(Yaml node, Subject subject) {
        if (node instanceof Yaml.Scalar scalar) {
            var moving = moving(scalar.text());
            if (moving.isPresent() && subject.isColumn()) {
                problems.wrongType(node, Moments.FORM, "A row has no moment from which to count.");
                return Optional.empty();
            }
            if (moving.isPresent()) {
                return moving;
            }
            var at = tools.moments().parse(scalar.text());
            if (at.isPresent()) {
                return at.map(Value.Moment::new).map(Comparand.Constant::new);
            }
        }
        var hint = node instanceof Yaml.Scalar scalar ? Spans.hintMoving(scalar.text()) : "";
        problems.wrongType(node, Moments.FORM + ", 90d ago, 7d from now or now", hint);
        return Optional.empty();
    }

    private Optional<Comparand> number(Yaml node, String expected) {
        if (node instanceof Yaml.Scalar scalar && Numbers.isOne(scalar)) {
            return tools.numbers().number(node).map(Comparand.Constant::new);
        }
        problems.wrongType(node, expected);
        return Optional.empty();
    }

    private Optional<Comparand> otherAttribute(Yaml.Mapping node, Subject subject, Site site) {
        if (!(site instanceof Site.InDefinition definition)) {
            problems.wrongType(node, "a constant");
            return Optional.empty();
        }
        var fields = Fields.of(node, OTHER, problems);
        var times = fields.value("times").flatMap(tools.numbers()::number);
        var other = fields.required("attribute", "the attribute to compare with")
                .flatMap(name -> tools.scalars()
                        .text(name, "the name of an attribute")
                        .flatMap(text -> names.attribute(text, name.spot()))
                        .filter(attribute -> isComparable(attribute, subject, name)));
        other.map(attribute -> new Uses.Use(attribute.name(), node.spot())).ifPresent(use -> {
            definition.uses().attributes().add(use);
            definition.uses().limits().add(use);
        });
        if (fields.has("times")
                && other.flatMap(Declared.OfAttribute::type).orElse(Attribute.Type.NUMBER) != Attribute.Type.NUMBER) {
            problems.add(Code.NOT_FOR_TYPE, node.spot(), "times, of what is no number", "a number attribute");
            return Optional.empty();
        }
        return other.map(attribute -> new Comparand.OtherAttribute(
                attribute.name(), times.map(Value.Amount::amount).orElse(BigDecimal.ONE)));
    }

    private boolean isComparable(Declared.OfAttribute other, Subject subject, Yaml name) {
        var wanted = subject.type().map(List::of).orElse(COMPARABLE);
        if (other.type().isEmpty() || wanted.contains(other.type().get())) {
            return true;
        }
        problems.add(
                Code.NOT_FOR_TYPE,
                name.spot(),
                Subject.ofType(other.name(), other.type().get()).described(),
                "an attribute of the type " + Types.words(wanted) + " to compare " + subject.name() + " with");
        return false;
    }
}
