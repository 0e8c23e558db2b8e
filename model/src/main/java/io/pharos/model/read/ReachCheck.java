package io.pharos.model.read;

import io.pharos.model.Attribute.Scope;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that definitions see what they read: segments hold at any moment and read no event, actions are looked at when it
 * is over, and past events are described by what they carried. Of each place only the first thing is said.
 */
final class ReachCheck {
    private final Problems problems;
    private final Declared declared;
    private final Map<String, Uses> rules;
    private final RuleUses reached;
    private final Set<Spot> said = new HashSet<>();

    ReachCheck(Tools tools, Map<String, Uses> rules) {
        this.problems = tools.problems();
        this.declared = tools.declared();
        this.rules = rules;
        this.reached = new RuleUses(rules);
    }

    void ofSegment(String name, Uses uses) {
        var whose = "the segment " + name;
        readsNoEvent(whose, uses);
        asksForNoChange(whose, uses, "It holds or not at any moment, without an event.");
        knowsEveryName(whose, uses);
        lasts(whose, uses);
    }

    void ofAction(String name, Uses uses) {
        var whose = "the action " + name;
        asksForNoChange(whose, uses, "It is looked at after the event, when all is changed.");
        knowsEveryName(whose, uses);
        lasts(whose, uses);
    }

    /** A badge that is worn as long as an event says something is worn for a moment, which is seldom what was meant. */
    void ofWhile(String badge, Uses uses) {
        for (var read : reached.all(uses, Uses::event)) {
            warnOfWhile(badge, Shown.quoted(read.what()), read.spot());
        }
        for (var use : reached.all(uses, Uses::attributes)) {
            if (isOfEvent(use)) {
                warnOfWhile(badge, Shown.quoted(use.name()) + ", an attribute of an event,", use.spot());
            }
        }
    }

    private void warnOfWhile(String badge, String read, Spot spot) {
        if (said.add(spot)) {
            problems.warn(
                    Code.READS_EVENT,
                    spot,
                    read + " in the while of the badge " + badge,
                    "attributes of the visit or the visitor, or assign and remove",
                    "It ends with whatever happens next, an event or a deadline.");
        }
    }

    private boolean isOfEvent(Uses.Use use) {
        return declared.attribute(use.name()).map(Declared.OfAttribute::scope).equals(Optional.of(Scope.EVENT));
    }

    /** Whether no rule by which past events are described asks for what is true of the visitor. */
    void ofBehaviours(Uses uses) {
        for (var behaviour : uses.behaviours()) {
            for (var named : behaviour.uses().rules()) {
                var rule = rules.get(named.name());
                if (rule != null && asksOfVisitor(rule) && said.add(named.spot())) {
                    problems.add(
                            Code.CONFLICT,
                            named.spot(),
                            "the rule " + named.name()
                                    + " in a where, which asks for a badge, a segment, did or sequence",
                            "a rule about properties of the event, and attributes");
                }
            }
        }
    }

    private boolean asksOfVisitor(Uses rule) {
        return !reached.all(rule, Uses::badges).isEmpty()
                || !reached.all(rule, Uses::segments).isEmpty()
                || !reached.all(rule, Uses::behaviours).isEmpty();
    }

    private void readsNoEvent(String whose, Uses uses) {
        for (var read : reached.all(uses, Uses::event)) {
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

    private void asksForNoChange(String whose, Uses uses, String hint) {
        for (var change : reached.all(uses, Uses::changes)) {
            if (said.add(change.spot())) {
                var found = "changed, of " + Shown.quoted(change.name()) + ", in " + whose;
                problems.add(
                        Code.READS_EVENT, change.spot(), found, "what an attribute is, not whether it changed", hint);
            }
        }
    }

    /** Where an event is not what matters, a name that no attribute has is a slip of the pen, not a property. */
    private void knowsEveryName(String whose, Uses uses) {
        for (var read : reached.all(uses, Uses::event)) {
            if (read.undeclared() && said.add(read.spot())) {
                var expected = "a declared attribute, in " + whose;
                declared.check(read.what(), declared.lasting(), expected, read.spot(), problems);
            }
        }
    }

    private void lasts(String whose, Uses uses) {
        for (var use : reached.all(uses, Uses::attributes)) {
            if (isOfEvent(use) && said.add(use.spot())) {
                var found = Shown.quoted(use.name()) + ", an attribute of an event, in " + whose;
                problems.add(Code.WRONG_SCOPE, use.spot(), found, "an attribute of the visit or the visitor");
            }
        }
    }
}
