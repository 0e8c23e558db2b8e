package io.pharos.engine;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Condition;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What attributes and conditions come from in the end, through all that is derived. */
final class Inputs {
    private final Layout layout;
    private final Checks checks;
    private final Map<String, Source> sources = new HashMap<>();

    /**
     * @param attributes the attribute itself, and all those that it comes from
     * @param identifiers whether one of them reads an identifier
     */
    private record Source(Set<String> attributes, boolean identifiers) {}

    Inputs(Layout layout, Checks checks) {
        this.layout = layout;
        this.checks = checks;
    }

    /** The attribute itself, and all those that it comes from. */
    Set<String> through(String attribute) {
        return source(attribute).attributes();
    }

    private Source source(String attribute) {
        var known = sources.get(attribute);
        if (known == null) {
            known = traced(attribute);
            sources.put(attribute, known);
        }
        return known;
    }

    private Source traced(String attribute) {
        var attributes = new LinkedHashSet<String>();
        attributes.add(attribute);
        var reads = new Dependencies();
        layout.expression(attribute).ifPresent(reads::add);
        var identifiers = !reads.identifiers.isEmpty();
        for (var read : reads.attributes) {
            var source = source(read);
            attributes.addAll(source.attributes());
            identifiers |= source.identifiers();
        }
        return new Source(attributes, identifiers);
    }

    /** The slots in which it begins. */
    Set<Integer> of(String attribute) {
        return slots(Set.of(attribute));
    }

    /** The slots in which it begins. */
    Set<Integer> of(Condition condition) {
        return slots(read(condition));
    }

    private Set<Integer> slots(Collection<String> attributes) {
        var slots = new LinkedHashSet<Integer>();
        all(attributes).filter(each -> layout.expression(each).isEmpty()).forEach(each -> slots.add(layout.slot(each)));
        return slots;
    }

    private Stream<String> all(Collection<String> attributes) {
        return attributes.stream().flatMap(attribute -> through(attribute).stream());
    }

    private Set<String> read(Condition condition) {
        return Dependencies.of(condition, checks).attributes;
    }

    /** Whether the attribute comes from an identifier, among others. */
    boolean isOfIdentifier(String attribute) {
        return source(attribute).identifiers();
    }

    boolean isOfIdentifier(Condition condition) {
        return read(condition).stream().anyMatch(this::isOfIdentifier);
    }

    /** Whether the attribute comes from one that is derived for a visit, or is one. */
    boolean isDerivedOfVisit(String attribute) {
        return through(attribute).stream()
                .anyMatch(each -> layout.expression(each).isPresent()
                        && layout.attribute(each).scope() == Scope.VISIT);
    }

    boolean isDerivedOfVisit(Condition condition) {
        return read(condition).stream().anyMatch(this::isDerivedOfVisit);
    }

    /** Whether the value is missing at the start of every step, and so changes without being written. */
    boolean isOfEvent(String attribute) {
        return through(attribute).stream()
                .anyMatch(each -> layout.attribute(each).scope() == Scope.EVENT);
    }
}
