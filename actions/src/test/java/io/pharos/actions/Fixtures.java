package io.pharos.actions;

import io.pharos.model.About;
import io.pharos.model.Action;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Attribute;
import io.pharos.model.Connector;
import io.pharos.model.Delivery;
import io.pharos.model.Enrichment;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small shop, its visitor Ada, and what its action {@code welcome} owes the world about her. */
final class Fixtures {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final About ABOUT = new About("", "", List.of());
    static final Mapping NOTHING = new Mapping.Fields(Map.of());

    private Fixtures() {}

    static Workspace workspace(Connector connector, Mapping mapping) {
        return workspace(List.of(connector), List.of(action("welcome", connector, mapping)));
    }

    static Workspace workspace(List<Connector> connectors, List<Action> actions) {
        var attributes = new LinkedHashMap<String, Attribute>();
        for (var attribute : List.of(
                attribute("lifetime_value", Attribute.Scope.VISITOR, Attribute.Type.NUMBER, false),
                attribute("plan", Attribute.Scope.VISITOR, Attribute.Type.STRING, false),
                attribute("newsletter", Attribute.Scope.VISITOR, Attribute.Type.BOOLEAN, false),
                attribute("last_purchase", Attribute.Scope.VISITOR, Attribute.Type.DATE, false),
                attribute("countries", Attribute.Scope.VISITOR, Attribute.Type.SET_OF_STRINGS, false),
                attribute("categories", Attribute.Scope.VISITOR, Attribute.Type.TALLY, false),
                attribute("email_address", Attribute.Scope.VISITOR, Attribute.Type.STRING, true),
                attribute("pages", Attribute.Scope.VISIT, Attribute.Type.NUMBER, false),
                attribute("basket_size", Attribute.Scope.EVENT, Attribute.Type.NUMBER, false))) {
            attributes.put(attribute.name(), attribute);
        }
        var connectorsByName = new LinkedHashMap<String, Connector>();
        connectors.forEach(connector -> connectorsByName.put(connector.name(), connector));
        var actionsByName = new LinkedHashMap<String, Action>();
        actions.forEach(action -> actionsByName.put(action.name(), action));
        return new Workspace(
                "shop",
                ZoneId.of("Europe/Berlin"),
                Workspace.Visits.DEFAULT,
                Workspace.Limits.DEFAULT,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Workspace.Retention.DEFAULT,
                Map.of(),
                List.of(new Workspace.IdentifierKind(
                        "email",
                        List.of("email"),
                        List.of(),
                        Workspace.IdentifierKind.Policy.MERGE,
                        Optional.empty(),
                        Workspace.Guard.DEFAULT,
                        Optional.empty(),
                        ABOUT)),
                attributes,
                Map.of(),
                Map.of(),
                Map.of(),
                connectorsByName,
                actionsByName,
                Map.of(),
                List.of());
    }

    static Action action(String name, Connector connector, Mapping mapping) {
        return new Action(name, connector.name(), new Action.Trigger.Joined("vips"), Optional.empty(), mapping, ABOUT);
    }

    static Connector.Webhook webhook(URI url) {
        return new Connector.Webhook("crm", url, "POST", Map.of(), Optional.empty(), Duration.ofSeconds(5), ABOUT);
    }

    static Connector.Log log(Optional<String> file) {
        return new Connector.Log("file", file, ABOUT);
    }

    static Mapping template(String text) {
        return new Mapping.Fields(Map.of("value", new Mapping.Template(text)));
    }

    static Delivery delivery(String id, long sequence, long profileId) {
        return delivery(id, sequence, "welcome", profileId);
    }

    static Delivery delivery(String id, long sequence, String action, long profileId) {
        return new Delivery(
                id, sequence, action, profileId, new Transition.Joined("vips", NOON), ada(), purchase(), NOON);
    }

    static Snapshot ada() {
        var attributes = new TreeMap<String, Value>();
        attributes.put("lifetime_value", new Value.Amount(new BigDecimal("12345678901234567890.12")));
        attributes.put("plan", new Value.Text("gold \"plus\""));
        attributes.put("newsletter", new Value.Flag(true));
        attributes.put("last_purchase", new Value.Moment(Instant.parse("2026-02-28T23:30:00Z")));
        attributes.put("countries", Value.Tags.of(List.of("FR", "DE")));
        attributes.put(
                "categories",
                new Value.Tally(
                        List.of(
                                new Value.Tally.Entry("bags", new BigDecimal("1.50"), 2),
                                new Value.Tally.Entry("shoes", new BigDecimal("3"), 1)),
                        2));
        attributes.put("email_address", new Value.Text("ada@example.org"));
        return new Snapshot(
                "anonymous:a1",
                new TreeSet<>(List.of(Identifier.anonymous("a1"), new Identifier("email", "ada@example.org"))),
                attributes,
                new TreeMap<>(Map.of("vip", NOON)),
                new TreeMap<>(Map.of("vips", NOON)),
                NOON);
    }

    static Event purchase() {
        var properties = new LinkedHashMap<String, Value>();
        properties.put("order_id", new Value.Text("o1"));
        properties.put("order total", new Value.Amount(new BigDecimal("19.99")));
        properties.put("products.price", new Value.Items(List.of(Value.Amount.of(5), Value.Amount.of(7))));
        properties.put("class", new Value.Text("business"));
        return new Event(
                "e1", "website", "a1", "purchase", NOON, 0, NOON, Event.Origin.LIVE, null, properties, List.of());
    }

    private static Attribute attribute(String name, Attribute.Scope scope, Attribute.Type type, boolean restricted) {
        return new Attribute(
                name,
                scope,
                type,
                Attribute.Shape.PLAIN,
                restricted,
                Optional.empty(),
                new Attribute.Definition.Written(List.<Enrichment>of()),
                ABOUT);
    }
}
