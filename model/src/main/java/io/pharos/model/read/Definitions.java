package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Enrichment;
import io.pharos.model.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how an attribute comes by its values: by enrichments, by the steps of a funnel, or by deriving them. */
final class Definitions {
    private final Tools tools;
    private final Problems problems;
    private final Enrichments enrichments;
    private final Derivations derivations;
    private final Funnels funnels;
    private final Shapes shapes;

    record Defined(Shape shape, Definition definition) {}

    Definitions(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.enrichments = new Enrichments(tools);
        this.derivations = new Derivations(tools);
        this.funnels = new Funnels(tools);
        this.shapes = new Shapes(tools);
    }

    Optional<Defined> read(Fields fields, Declared.OfAttribute attribute, Uses uses) {
        attribute.type().map(type -> new Target(attribute.name(), type)).ifPresent(target -> {
            shapes.check(fields, target);
            checkScope(fields, target, attribute.scope());
        });
        var shape = attribute.type().map(type -> shapes.read(fields, type)).orElse(Shape.PLAIN);
        if (fields.has("derive")) {
            return derived(fields, attribute, shape, uses);
        }
        var site = Site.InDefinition.ofAttribute(attribute.name(), uses);
        if (attribute.type().equals(Optional.of(Attribute.Type.FUNNEL))) {
            return Optional.of(funnel(fields, attribute, site));
        }
        warnIfNeverWritten(fields, attribute);
        return Optional.of(new Defined(shape, new Definition.Written(enrichments(fields, attribute, site))));
    }

    /** What lasts no longer than an event has no time in which entries or steps could come together. */
    private void checkScope(Fields fields, Target target, Scope scope) {
        if (scope == Scope.EVENT
                && (target.type() == Attribute.Type.TIMELINE || target.type() == Attribute.Type.FUNNEL)) {
            problems.add(
                    Code.WRONG_SCOPE,
                    fields.entry("scope").orElseThrow().value().spot(),
                    "the scope event of " + target.described(),
                    "visit or visitor",
                    "It is filled by one event after the other.");
        }
    }

    private Optional<Defined> derived(Fields fields, Declared.OfAttribute attribute, Shape shape, Uses uses) {
        for (var other : List.of("enrichments", "since")) {
            fields.entry(other)
                    .ifPresent(entry -> problems.add(
                            Code.CONFLICT,
                            entry.key().spot(),
                            other + " beside derive",
                            "one of them",
                            "A derived attribute always equals its expression; it sees no events itself."));
        }
        var entry = fields.entry("derive").orElseThrow();
        var expression = derivations.read(entry, attribute, uses);
        expression.ifPresent(known -> checkRounding(fields, shape, known));
        return expression.map(known -> new Defined(shape, new Definition.Derived(known)));
    }

    /** The nearest whole number of days would turn at noon, which nobody means. */
    private void checkRounding(Fields fields, Shape shape, Expression expression) {
        if (shape instanceof Shape.Whole
                && expression instanceof Expression.Elapsed(var _, var _, var whole)
                && !whole) {
            problems.add(
                    Code.CONFLICT,
                    fields.entry("integer").orElseThrow().key().spot(),
                    "integer beside an elapsed time that is not whole",
                    "elapsed: { since: …, unit: …, whole: true }");
        }
    }

    private Defined funnel(Fields fields, Declared.OfAttribute attribute, Site.InDefinition site) {
        var funnel = funnels.read(fields, site);
        var all = new ArrayList<>(funnel.enrichments());
        all.addAll(enrichments(fields, attribute, site));
        return new Defined(funnel.shape(), new Definition.Written(all));
    }

    private void warnIfNeverWritten(Fields fields, Declared.OfAttribute attribute) {
        if (!fields.has("enrichments")) {
            problems.warn(
                    Code.NEVER_WRITTEN,
                    fields.spot(),
                    "neither enrichments nor derive",
                    "one of them",
                    attribute.name() + " never has a value.");
        }
    }

    private List<Enrichment> enrichments(Fields fields, Declared.OfAttribute attribute, Site.InDefinition site) {
        var read = new ArrayList<Enrichment>();
        for (var item : fields.value("enrichments")
                .map(node -> tools.scalars().items(node, "a list of enrichments"))
                .orElse(List.of())) {
            enrichments.read(item, attribute, site).ifPresent(read::add);
        }
        return read;
    }
}
