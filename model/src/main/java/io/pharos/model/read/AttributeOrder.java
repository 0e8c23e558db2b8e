package io.pharos.model.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What attributes read of each other, in which nothing may go round: an attribute comes after those it reads, and after
 * those that past events are described by of which it asks, since an event is counted before anybody asks about it.
 */
final class AttributeOrder {
    private final RuleUses rules;
    private final Map<String, Set<String>> reads = new LinkedHashMap<>();

    /** The word that leads from one attribute to another, where the one does not read the other itself. */
    private final Map<List<String>, String> words = new HashMap<>();

    /** @param derived the attributes that have no value of their own from before */
    AttributeOrder(Map<String, Uses> attributes, Set<String> derived, RuleUses rules) {
        this.rules = rules;
        attributes.forEach((name, uses) -> reads.put(name, reads(name, uses, derived.contains(name))));
    }

    private Set<String> reads(String name, Uses uses, boolean isDerived) {
        var read = new LinkedHashSet<String>();
        for (var use : rules.all(uses, Uses::attributes)) {
            // What is written reads its own value from before: nothing goes round.
            if (isDerived || !use.name().equals(name)) {
                read.add(use.name());
            }
        }
        for (var behaviour : rules.all(uses, Uses::behaviours)) {
            for (var use : rules.all(behaviour.uses(), Uses::attributes)) {
                if (read.add(use.name())) {
                    words.put(List.of(name, use.name()), behaviour.word());
                }
            }
        }
        return read;
    }

    /** Circles, each from an attribute back to itself, with the words that lead from one to the next. */
    List<List<String>> circles() {
        return Cycles.in(reads).stream().map(this::spelled).toList();
    }

    private List<String> spelled(List<String> circle) {
        var path = new ArrayList<String>();
        for (var name : circle) {
            var word = path.isEmpty() ? null : words.get(List.of(path.getLast(), name));
            if (word != null) {
                path.add(word);
            }
            path.add(name);
        }
        return path;
    }
}
