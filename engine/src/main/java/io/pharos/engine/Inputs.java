package io.pharos.engine;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Condition;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The slots that attributes and conditions come from in the end, through all that is derived. */
final class Inputs {
    private final Layout layout;
    private final Checks checks;
    private final Map<String, Set<Integer>> ofDerived = new HashMap<>();

    Inputs(Layout layout, Checks checks) {
        this.layout = layout;
        this.checks = checks;
    }

    Set<Integer> of(Condition condition) {
        var slots = new LinkedHashSet<Integer>();
        Dependencies.of(condition, checks).attributes.forEach(attribute -> slots.addAll(of(attribute)));
        return slots;
    }

    Set<Integer> of(String attribute) {
        var expression = layout.expression(attribute);
        if (expression.isEmpty()) {
            return Set.of(layout.slot(attribute));
        }
        var known = ofDerived.get(attribute);
        if (known == null) {
            var reads = new Dependencies();
            reads.add(expression.get());
            known = new LinkedHashSet<>();
            for (var read : reads.attributes) {
                known.addAll(of(read));
            }
            ofDerived.put(attribute, known);
        }
        return known;
    }

    /** Whether the attribute comes from an identifier, among others. */
    boolean isOfIdentifier(String attribute) {
        return layout.expression(attribute)
                .map(expression -> {
                    var reads = new Dependencies();
                    reads.add(expression);
                    return reads.identifiers || reads.attributes.stream().anyMatch(this::isOfIdentifier);
                })
                .orElse(false);
    }

    /** Whether the attribute comes from one that is derived for a visit, or is one. */
    boolean isDerivedOfVisit(String attribute) {
        return isDerived(attribute, each -> layout.attribute(each).scope() == Scope.VISIT);
    }

    /** Whether the condition asks for something that may be there while all the slots are empty that it comes from. */
    boolean isFree(Condition condition) {
        return Dependencies.of(condition, checks).attributes.stream()
                .anyMatch(attribute -> isDerived(attribute, this::isOfNothing));
    }

    private boolean isOfNothing(String derived) {
        var nobody = Frame.ofNobody(layout);
        nobody.inVisit = true;
        return isOfIdentifier(derived) || checks.reads().attribute(derived).value(nobody) != null;
    }

    /** Whether the attribute is derived, and is such a one or comes from such a one. */
    private boolean isDerived(String attribute, Predicate<String> such) {
        var expression = layout.expression(attribute);
        if (expression.isEmpty()) {
            return false;
        }
        var reads = new Dependencies();
        reads.add(expression.get());
        return such.test(attribute) || reads.attributes.stream().anyMatch(read -> isDerived(read, such));
    }

    /** Whether the value is missing at the start of every step, and so changes without being written. */
    boolean isOfEvent(String attribute) {
        return of(attribute).stream().anyMatch(slot -> layout.attribute(slot).scope() == Scope.EVENT);
    }
}
