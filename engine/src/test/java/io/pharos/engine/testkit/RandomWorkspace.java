package io.pharos.engine.testkit;

import io.pharos.engine.testkit.RandomAttributes.Written;
import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge.Change;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Limits;
import io.pharos.model.Workspace.Visits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consistent definitions of every kind. They are made in an order in which each reads only what was made before, and
 * written in another.
 */
final class RandomWorkspace {
    private static final List<Visits> VISITS = List.of(
            Visits.DEFAULT,
            new Visits(
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(60),
                    Duration.ofHours(1)),
            new Visits(
                    Duration.ofDays(1),
                    Duration.ofHours(6),
                    Duration.ofHours(1),
                    Duration.ofMinutes(5),
                    Duration.ofDays(2)));

    private final Chance chance;
    private final RandomConditions conditions;
    private final RandomAttributes attributes;
    private final List<Condition> allMemberships;

    RandomWorkspace(Chance chance, RandomValues values, Instant near) {
        var operands = new RandomOperands(chance, values, near);
        this.chance = chance;
        this.conditions = new RandomConditions(chance, values, operands, near);
        this.allMemberships = allMemberships(chance);
        this.attributes = new RandomAttributes(chance, values, conditions, operands, allMemberships, near);
    }

    /** Badges and segments are named apart only by their kind. */
    private static List<Condition> allMemberships(Chance chance) {
        var badges = chance.between(0, 4);
        var segments = chance.between(1, 4);
        var all = new ArrayList<Condition>();
        for (var i = 0; i < badges; i++) {
            all.add(new Condition.Wears("badge_" + i));
        }
        for (var i = 0; i < segments; i++) {
            all.add(new Condition.InSegment(chance.oneIn(2) ? "badge_" + i : "segment_" + i));
        }
        return all;
    }

    Workspace workspace() {
        var draft = Draft.workspace("random")
                .zone(chance.pick(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Pacific/Apia"))
                .visits(chance.pick(VISITS))
                .limits(
                        chance.oneIn(3)
                                ? new Limits(chance.between(2, 4), chance.between(2, 4), 1000, 100)
                                : Limits.DEFAULT)
                .identifier("customer_id", Policy.SWITCH, Normaliser.TRIM, Normaliser.LOWERCASE)
                .identifier("email", Policy.MERGE, Normaliser.SHA256);
        var written = new ArrayList<Written>();
        written.add(attributes.date());
        written.addAll(chance.some(0, 10, attributes::attribute));
        inAnyOrder(written).forEach(step -> step.accept(draft));
        inAnyOrder(memberships()).forEach(step -> step.accept(draft));
        conditions.rules().forEach((name, rule) -> draft.rule(name, rule.condition()));
        return draft.build();
    }

    private List<Written> inAnyOrder(List<Written> definitions) {
        return chance.shuffled(definitions);
    }

    private List<Written> memberships() {
        var written = new ArrayList<Written>();
        var before = new ArrayList<Condition>();
        for (var membership : chance.shuffled(allMemberships)) {
            written.add(membership(membership, before));
            before.add(membership);
        }
        lasting().stream().filter(_ -> chance.oneIn(2)).map(this::watching).forEach(written::add);
        return written;
    }

    /** Few conditions depend on any one attribute, so many have a segment of their own. */
    private Written watching(Known attribute) {
        var condition = conditions.compare(attribute, new Readable(lasting(), List.of(), false, true));
        return draft -> draft.segment("watching_" + attribute.name(), condition);
    }

    private Written membership(Condition membership, List<Condition> before) {
        return switch (membership) {
            case Condition.InSegment(var segment) -> {
                var readable = new Readable(lasting(), before, false, true);
                var condition = condition(readable, 2);
                yield draft -> draft.segment(segment, condition);
            }
            case Condition.Wears(var badge) -> {
                var readable = new Readable(attributes.made(), before, true, true);
                var assign = chance.oneIn(10) ? Optional.<Change>empty() : Optional.of(change(readable));
                var remove = chance.oneIn(2) ? Optional.<Change>empty() : Optional.of(change(readable));
                yield draft -> draft.badge(badge, assign, remove);
            }
            default -> throw new IllegalStateException("not a membership: " + membership);
        };
    }

    private List<Known> lasting() {
        return attributes.made().stream()
                .filter(attribute -> attribute.scope() != Scope.EVENT)
                .toList();
    }

    private Change change(Readable readable) {
        var when = chance.oneIn(2) ? Optional.<When>empty() : Optional.of(chance.pick(When.values()));
        return new Change(when, condition(readable, 3));
    }

    /** One in so many is of the kind that time alone moves. */
    private Condition condition(Readable readable, int moving) {
        return chance.oneIn(moving)
                ? conditions.moving(readable, readable.where())
                : conditions.condition(readable, readable.where());
    }
}
