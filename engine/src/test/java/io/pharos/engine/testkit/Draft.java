package io.pharos.engine.testkit;

import io.pharos.model.About;
import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Expression;
import io.pharos.model.Source;
import io.pharos.model.Treatment;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge;
import io.pharos.model.Workspace.Badge.Change;
import io.pharos.model.Workspace.Guard;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Limits;
import io.pharos.model.Workspace.Retention;
import io.pharos.model.Workspace.Rule;
import io.pharos.model.Workspace.Segment;
import io.pharos.model.Workspace.Visits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace while a test writes it, with the defaults of the definition language. */
public final class Draft {
    /** The name of a source whose events are rows of files; every workspace has it. */
    public static final String TILL = "till";

    private static final Source FILE = new Source(
            TILL,
            Source.Kind.FILE,
            Optional.empty(),
            List.of(),
            Treatment.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            about(TILL));

    private final String name;
    private ZoneId zone = ZoneOffset.UTC;
    private Visits visits = Visits.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private Retention retention = Retention.DEFAULT;
    private final List<IdentifierKind> identifiers = new ArrayList<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Badge> badges = new LinkedHashMap<>();
    private final Map<String, Segment> segments = new LinkedHashMap<>();

    private Draft(String name) {
        this.name = name;
    }

    public static Draft workspace(String name) {
        return new Draft(name);
    }

    public Draft zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    public Draft visits(Visits visits) {
        this.visits = visits;
        return this;
    }

    public Draft limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    public Draft retention(Retention retention) {
        this.retention = retention;
        return this;
    }

    /** Read from the property of the same name. */
    public Draft identifier(String kind, Policy policy, Normaliser... normalise) {
        return identifier(kind, policy, Optional.empty(), normalise);
    }

    /** The same, with a claim to what happened on a device so long before. */
    public Draft identifier(String kind, Policy policy, Optional<Duration> claim, Normaliser... normalise) {
        identifiers.add(new IdentifierKind(
                kind, List.of(kind), List.of(normalise), policy, claim, Guard.DEFAULT, Optional.empty(), about(kind)));
        return this;
    }

    /** Of the visitor. */
    public Draft attribute(String attribute, Type type, Enrichment... enrichments) {
        return attribute(Scope.VISITOR, attribute, type, enrichments);
    }

    public Draft attribute(Scope scope, String attribute, Type type, Enrichment... enrichments) {
        return attribute(scope, attribute, type, plain(type), enrichments);
    }

    /** Of the visitor. */
    public Draft attribute(String attribute, Type type, Shape shape, Enrichment... enrichments) {
        return attribute(Scope.VISITOR, attribute, type, shape, enrichments);
    }

    public Draft attribute(Scope scope, String attribute, Type type, Shape shape, Enrichment... enrichments) {
        return attribute(scope, attribute, type, shape, Optional.empty(), new Definition.Written(List.of(enrichments)));
    }

    public Draft attributeSince(Instant since, String attribute, Type type, Enrichment... enrichments) {
        return attribute(
                Scope.VISITOR,
                attribute,
                type,
                plain(type),
                Optional.of(since),
                new Definition.Written(List.of(enrichments)));
    }

    /** Of the visitor. */
    public Draft derived(String attribute, Type type, Expression expression) {
        return derived(Scope.VISITOR, attribute, type, Shape.PLAIN, expression);
    }

    public Draft derived(Scope scope, String attribute, Type type, Shape shape, Expression expression) {
        return attribute(scope, attribute, type, shape, Optional.empty(), new Definition.Derived(expression));
    }

    Draft attribute(
            Scope scope, String attribute, Type type, Shape shape, Optional<Instant> since, Definition definition) {
        attributes.put(
                attribute, new Attribute(attribute, scope, type, shape, false, since, definition, about(attribute)));
        return this;
    }

    private static Shape plain(Type type) {
        return type == Type.TIMELINE ? Definitions.timeline() : Shape.PLAIN;
    }

    public Draft rule(String rule, Condition condition) {
        rules.put(rule, new Rule(rule, condition, about(rule)));
        return this;
    }

    public Draft badge(String badge, Change assign) {
        return badge(badge, Optional.of(assign), Optional.empty());
    }

    public Draft badge(String badge, Change assign, Change remove) {
        return badge(badge, Optional.of(assign), Optional.of(remove));
    }

    Draft badge(String badge, Optional<Change> assign, Optional<Change> remove) {
        badges.put(badge, new Badge(badge, "star", "gold", assign, remove, about(badge)));
        return this;
    }

    public Draft segment(String segment, Condition condition) {
        segments.put(segment, new Segment(segment, condition, Optional.empty(), about(segment)));
        return this;
    }

    /** Whoever is in it stays for so long. */
    public Draft segment(String segment, Condition condition, Duration keep) {
        segments.put(segment, new Segment(segment, condition, Optional.of(keep), about(segment)));
        return this;
    }

    public Workspace build() {
        return new Workspace(
                name,
                zone,
                visits,
                limits,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                retention,
                Map.of(TILL, FILE),
                identifiers,
                attributes,
                rules,
                badges,
                segments,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static About about(String name) {
        return new About(name, "", List.of());
    }
}
