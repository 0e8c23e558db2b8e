package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which identifiers are one person's: links are taken one after the other in their order, but for those that would join what
 * may not be one person. What is connected then is a person.
 */
final class Persons {
    private final Bounds bounds;
    private final Map<Identifier, List<Identifier>> persons = new HashMap<>();
    private final Set<Link> refused = new HashSet<>();

    private Persons(Bounds bounds) {
        this.bounds = bounds;
    }

    static Persons of(Collection<Link> links, Bounds bounds) {
        var persons = new Persons(bounds);
        links.stream().sorted().forEach(persons::take);
        return persons;
    }

    boolean refuses(Link link) {
        return refused.contains(link);
    }

    /** The person's identifiers, the identifier's own included. */
    List<Identifier> of(Identifier identifier) {
        return persons.getOrDefault(identifier, List.of(identifier));
    }

    private void take(Link link) {
        var one = person(link.subject());
        var other = person(link.other());
        if (one.equals(other)) {
            return;
        }
        if (!bounds.allow(one, other)) {
            refused.add(link);
            return;
        }
        var larger = one.size() < other.size() ? other : one;
        var smaller = one.size() < other.size() ? one : other;
        larger.addAll(smaller);
        smaller.forEach(identifier -> persons.put(identifier, larger));
    }

    private List<Identifier> person(Identifier identifier) {
        return persons.computeIfAbsent(identifier, alone -> new ArrayList<>(List.of(alone)));
    }
}
