package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Identifier;
import io.pharos.model.Name;
import io.pharos.model.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a name means. */
final class Names {
    private static final String EVENT = "event.";
    private static final String IDENTIFIER = "identifier.";

    private final Problems problems;
    private final Declared declared;

    Names(Tools tools) {
        this.problems = tools.problems();
        this.declared = tools.declared();
    }

    Optional<Name> resolve(Yaml.Scalar written, Site site) {
        return switch (site) {
            case Site.InColumns _ -> Optional.of(new Name.Property(withoutPrefix(written.text())));
            case Site.InDefinition definition -> resolve(written.text(), written.spot(), definition);
        };
    }

    /** The declared attribute that {@code written} names, whatever the definition it stands in. */
    Optional<Declared.OfAttribute> attribute(String written, Spot spot) {
        return attribute(written, "a declared attribute", spot);
    }

    /** The attribute that {@code node} names, which is one of {@code possible} types; the definition reads it. */
    Optional<String> attributeOf(Yaml node, List<Attribute.Type> possible, Site.InDefinition site) {
        var expected =
                "the name of a " + Types.words(possible).replace("_", " ").replace(", ", " or ");
        var attribute = new Scalars(problems)
                .text(node, expected)
                .flatMap(written -> site.reach() == Site.Reach.DERIVATION
                        ? lasting(written, "a declared attribute", node.spot())
                        : attribute(written, node.spot()))
                .filter(found -> isOneOf(possible, found, node.spot()));
        attribute.ifPresent(found -> use(found, node.spot(), site));
        return attribute.map(Declared.OfAttribute::name);
    }

    private boolean isOneOf(List<Attribute.Type> possible, Declared.OfAttribute attribute, Spot spot) {
        if (attribute.type().isEmpty() || possible.contains(attribute.type().get())) {
            return true;
        }
        problems.add(
                Code.NOT_FOR_TYPE,
                spot,
                Subject.ofType(attribute.name(), attribute.type().get()).described(),
                "an attribute of the type " + Types.words(possible));
        return false;
    }

    private Optional<Declared.OfAttribute> attribute(String written, String expected, Spot spot) {
        for (var scope : new Scope[] {Scope.VISIT, Scope.VISITOR}) {
            var prefix = scope.name().toLowerCase(Locale.ROOT) + ".";
            if (written.startsWith(prefix)) {
                return ofScope(written.substring(prefix.length()), scope, spot);
            }
        }
        var known = declared.attributes().keySet();
        return declared.check(written, known, expected, spot, problems)
                ? declared.attribute(written)
                : Optional.empty();
    }

    /** The attribute of the visit or the visitor that {@code written} names; those of events do not last. */
    Optional<Declared.OfAttribute> lasting(String written, String expected, Spot spot) {
        var attribute = attribute(written, expected, spot);
        if (attribute.filter(found -> found.scope() == Scope.EVENT).isPresent()) {
            problems.add(
                    Code.WRONG_SCOPE,
                    spot,
                    Shown.quoted(written) + ", an attribute of an event",
                    "an attribute of the visit or the visitor",
                    "It is gone when the event is.");
            return Optional.empty();
        }
        return attribute;
    }

    static String withoutPrefix(String written) {
        return written.startsWith(EVENT) ? written.substring(EVENT.length()) : written;
    }

    private Optional<Name> resolve(String written, Spot spot, Site.InDefinition site) {
        if (written.equals("event_time")) {
            return readsEvent(new Name.EventTime(), written, false, spot, site);
        }
        if (written.startsWith(EVENT) && written.length() > EVENT.length()) {
            return readsEvent(new Name.Property(withoutPrefix(written)), written, false, spot, site);
        }
        if (written.startsWith("visit.") || written.startsWith("visitor.")) {
            return attribute(written, spot).map(attribute -> use(attribute, spot, site));
        }
        if (written.startsWith(IDENTIFIER)) {
            return identifier(written.substring(IDENTIFIER.length()), spot);
        }
        if (Name.RESERVED.contains(written) || written.equals(EVENT)) {
            problems.add(
                    Code.RESERVED_NAME,
                    spot,
                    Shown.quoted(written) + ", a word of the language",
                    "an attribute or a property of the event",
                    "A property of that name is written event." + written.replace(".", "") + ".");
            return Optional.empty();
        }
        if (site.reach() == Site.Reach.DERIVATION) {
            return derivedFrom(written, spot).map(attribute -> use(attribute, spot, site));
        }
        return declared.attribute(written)
                .filter(attribute -> !site.self().equals(Optional.of(written)))
                .map(attribute -> use(attribute, spot, site))
                .or(() -> readsEvent(
                        new Name.Property(written),
                        written,
                        !declared.attributes().containsKey(written),
                        spot,
                        site));
    }

    private Optional<Declared.OfAttribute> derivedFrom(String written, Spot spot) {
        if (declared.attribute(written).isEmpty()
                && declared.complete()
                && Nearest.to(written, declared.attributes().keySet()).isEmpty()) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    spot,
                    Shown.quoted(written),
                    "a declared attribute",
                    "A constant text is written { value: " + Shown.shortened(written, 60) + " }.");
            return Optional.empty();
        }
        return lasting(written, "a declared attribute", spot);
    }

    private Optional<Name> identifier(String kind, Spot spot) {
        var known = new ArrayList<>(declared.identifiers());
        known.add(Identifier.ANONYMOUS);
        var expected = "a kind of identifier (" + String.join(", ", known) + ")";
        return declared.check(kind, known, expected, spot, problems)
                ? Optional.of(new Name.OfIdentifier(kind))
                : Optional.empty();
    }

    private static Name use(Declared.OfAttribute attribute, Spot spot, Site.InDefinition site) {
        site.uses().attributes().add(new Uses.Use(attribute.name(), spot));
        return new Name.OfAttribute(attribute.name());
    }

    private Optional<Name> readsEvent(
            Name name, String written, boolean undeclared, Spot spot, Site.InDefinition site) {
        if (site.reach() == Site.Reach.DERIVATION) {
            problems.add(
                    Code.READS_EVENT,
                    spot,
                    Shown.quoted(written) + " in a derived attribute",
                    "attributes and identifiers",
                    "It has its value at any moment, without an event.");
            return Optional.empty();
        }
        site.uses().event().add(new Uses.OfEvent(written, undeclared, spot));
        return Optional.of(name);
    }

    private Optional<Declared.OfAttribute> ofScope(String name, Scope scope, Spot spot) {
        var inScope = declared.attributes().values().stream()
                .filter(attribute -> attribute.scope() == scope)
                .map(Declared.OfAttribute::name)
                .toList();
        var word = scope.name().toLowerCase(Locale.ROOT);
        var other = declared.attribute(name).filter(attribute -> attribute.scope() != scope);
        if (other.isPresent()) {
            var actual = other.get().scope().name().toLowerCase(Locale.ROOT);
            problems.add(
                    Code.WRONG_SCOPE,
                    spot,
                    Shown.quoted(word + "." + name) + ", but " + name + " has the scope " + actual,
                    "an attribute with the scope " + word,
                    "Write " + (actual.equals("event") ? "" : actual + ".") + name + ".");
            return Optional.empty();
        }
        return declared.check(name, inScope, "an attribute with the scope " + word, spot, problems)
                ? declared.attribute(name)
                : Optional.empty();
    }
}
