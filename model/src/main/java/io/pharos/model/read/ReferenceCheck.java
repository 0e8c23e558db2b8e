package io.pharos.model.read;

import io.pharos.model.Attribute.Scope;
import io.pharos.model.Workspace.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks what only the whole can tell: that nothing depends on itself, and that what holds at any moment reads no event.
 */
final class ReferenceCheck {
    private final Problems problems;
    private final Declared declared;
    private final Sections sections;
    private final Map<String, Uses> attributes = new LinkedHashMap<>();
    private final Map<String, Uses> rules = new LinkedHashMap<>();
    private final Map<String, Uses> badges = new LinkedHashMap<>();
    private final Map<String, Uses> segments = new LinkedHashMap<>();
    private final Map<String, Uses> actions = new LinkedHashMap<>();

    ReferenceCheck(Tools tools, Sections sections) {
        this.problems = tools.problems();
        this.declared = tools.declared();
        this.sections = sections;
    }

    Map<String, Uses> attributes() {
        return attributes;
    }

    Map<String, Uses> rules() {
        return rules;
    }

    Map<String, Uses> badges() {
        return badges;
    }

    Map<String, Uses> segments() {
        return segments;
    }

    Map<String, Uses> actions() {
        return actions;
    }

    void check(Map<String, Rule> readRules) {
        if (!rulesInCircles()) {
            rulesTooLarge(readRules);
        }
        attributesInCircles();
        badgesAndSegmentsInCircles();
        var said = new HashSet<Spot>();
        segments.forEach((name, uses) -> {
            readsNoEvent("the segment " + name, uses, said);
            knowsEveryName("the segment " + name, uses, said);
            lasts("the segment " + name, uses, said);
        });
        actions.forEach((name, uses) -> {
            knowsEveryName("the action " + name, uses, said);
            lasts("the action " + name, uses, said);
        });
    }

    private boolean rulesInCircles() {
        var dependencies = new LinkedHashMap<String, List<String>>();
        rules.forEach((name, uses) -> dependencies.put(name, names(uses.rules())));
        var cycles = Cycles.in(dependencies);
        for (var cycle : cycles) {
            report(cycle, "rules", cycle.getFirst(), "rules that do not need each other");
        }
        return !cycles.isEmpty();
    }

    private void rulesTooLarge(Map<String, Rule> readRules) {
        RuleSizes.tooLarge(readRules)
                .map(sections.definitions("rules")::get)
                .ifPresent(entry -> problems.add(
                        Code.LIMIT,
                        entry.key().spot(),
                        "the rule " + Shown.quoted(entry.name()) + ", too large when the rules in it are written out",
                        "at most " + RuleSizes.MOST_CONDITIONS + " conditions and " + RuleSizes.MOST_LEVELS
                                + " levels"));
    }

    private void attributesInCircles() {
        var dependencies = new LinkedHashMap<String, Set<String>>();
        attributes.forEach((name, uses) -> {
            var reads = new LinkedHashSet<>(names(all(uses, Uses::attributes)));
            // Its own value is the one before: nothing goes round.
            reads.remove(name);
            dependencies.put(name, reads);
        });
        for (var cycle : Cycles.in(dependencies)) {
            report(cycle, "attributes", cycle.getFirst(), "attributes of which one comes first");
        }
    }

    private void badgesAndSegmentsInCircles() {
        var dependencies = new LinkedHashMap<String, List<String>>();
        badges.forEach((name, uses) -> dependencies.put("badge " + name, memberships(uses)));
        segments.forEach((name, uses) -> dependencies.put("segment " + name, memberships(uses)));
        for (var cycle : Cycles.in(dependencies)) {
            var first = cycle.getFirst().split(" ", 2);
            report(cycle, first[0] + "s", first[1], "badges and segments of which one comes first");
        }
    }

    private List<String> memberships(Uses uses) {
        return Stream.concat(
                        all(uses, Uses::badges).stream().map(use -> "badge " + use.name()),
                        all(uses, Uses::segments).stream().map(use -> "segment " + use.name()))
                .toList();
    }

    private void report(List<String> cycle, String section, String name, String expected) {
        var entry = sections.definitions(section).get(name);
        if (entry != null) {
            problems.add(Code.CYCLE, entry.key().spot(), String.join(" → ", cycle), expected);
        }
    }

    private void readsNoEvent(String whose, Uses uses, Set<Spot> said) {
        for (var read : all(uses, Uses::event)) {
            if (!read.undeclared() && said.add(read.spot())) {
                problems.add(
                        Code.READS_EVENT,
                        read.spot(),
                        Shown.quoted(read.what()) + " in " + whose,
                        "attributes, badges and segments",
                        "It holds or not at any moment, without an event.");
            }
        }
    }

    /** Where an event is not what matters, a name that no attribute has is a slip of the pen, not a property. */
    private void knowsEveryName(String whose, Uses uses, Set<Spot> said) {
        for (var read : all(uses, Uses::event)) {
            if (read.undeclared() && said.add(read.spot())) {
                var expected = "a declared attribute, in " + whose;
                declared.check(read.what(), lasting(), expected, read.spot(), problems);
            }
        }
    }

    private void lasts(String whose, Uses uses, Set<Spot> said) {
        for (var use : all(uses, Uses::attributes)) {
            var scope = declared.attribute(use.name()).map(Declared.OfAttribute::scope);
            if (scope.equals(Optional.of(Scope.EVENT)) && said.add(use.spot())) {
                var found = Shown.quoted(use.name()) + ", an attribute of an event, in " + whose;
                problems.add(Code.WRONG_SCOPE, use.spot(), found, "an attribute of the visit or the visitor");
            }
        }
    }

    private List<String> lasting() {
        return declared.attributes().values().stream()
                .filter(attribute -> attribute.scope() != Scope.EVENT)
                .map(Declared.OfAttribute::name)
                .toList();
    }

    /** What {@code uses} reads itself, and what the rules read that it uses. */
    private <T> List<T> all(Uses uses, Function<Uses, List<T>> part) {
        var all = new ArrayList<>(part.apply(uses));
        var seen = new HashSet<String>();
        var open = new ArrayList<>(names(uses.rules()));
        while (!open.isEmpty()) {
            var name = open.removeLast();
            var rule = rules.get(name);
            if (rule != null && seen.add(name)) {
                all.addAll(part.apply(rule));
                open.addAll(names(rule.rules()));
            }
        }
        return all;
    }

    private static List<String> names(List<Uses.Use> uses) {
        return uses.stream().map(Uses.Use::name).toList();
    }
}
