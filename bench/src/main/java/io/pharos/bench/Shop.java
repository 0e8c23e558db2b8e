package io.pharos.bench;

import io.pharos.model.Event;
import io.pharos.model.Parsed;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The workload: a shop's workspace of any size, and purchases of about 1 KB with 24 fields. All from one seed. */
final class Shop {
    private static final String[] CATEGORIES = {"shoes", "bags", "hats", "coats", "socks", "gloves", "belts", "scarves"
    };
    private static final String[] COUNTRIES = {"DE", "FR", "GB", "IT", "ES", "NL", "PL", "SE"};
    private static final int[] WINDOWS = {7, 14, 30, 90};
    private static final String[] NAMES = {"page_view", "product_view", "cart_add", "purchase"};

    private Shop() {}

    /** The workspace of {@link #yaml}, read. */
    static Workspace workspace(int attributes, int touched, int segments, int readers) {
        return read(yaml(attributes, touched, segments, readers));
    }

    /** The workspace of {@link #behaviourYaml}, read. */
    static Workspace behaviour(int segments, int readers) {
        return read(behaviourYaml(segments, readers));
    }

    /** A workspace of five attributes that a purchase writes, with a segment of those whose events of a name come to enough. */
    static Workspace totalled(String event) {
        return read(purchaseYaml()
                + segment(
                        0,
                        "did: { event: %s, within: 90d, total: { of: order_total, at_least: 100 } }".formatted(event)));
    }

    private static Workspace read(String yaml) {
        return switch (new WorkspaceReader().read(new TreeMap<>(Map.of("bench.yaml", yaml)))) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> workspace;
            case Parsed.Invalid<Workspace>(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    /**
     * A workspace with that many attributes and segments.
     *
     * @param touched how many attributes a purchase writes; the others wait for events that never come
     * @param readers how many segments read what a purchase changes: what it writes and the badge that follows; the others
     *     read attributes that are never written
     */
    static String yaml(int attributes, int touched, int segments, int readers) {
        var yaml = new StringBuilder("""
                workspace: bench
                sources:
                  website: { kind: web, key: bench-key }
                views:
                  homepage: { show: [a0, a1, a2, badges, segments], public: true, origins: [https://shop.example] }
                badges:
                  vip: { assign: { if: { a0: { at_least: 5000 } } } }
                attributes:
                """);
        for (var i = 0; i < attributes; i++) {
            yaml.append(attribute(i, i < touched ? "purchase" : "event_" + i));
        }
        yaml.append("segments:\n");
        for (var i = 0; i < segments; i++) {
            yaml.append(
                    i < readers
                            ? segment(i, condition(i, i % touched) + " }, { not: { badge: vip }")
                            : segment(i, condition(i, touched + i % Math.max(1, attributes - touched))));
        }
        return yaml.toString();
    }

    /**
     * A workspace whose segments ask for behaviour inside of windows.
     *
     * @param readers how many of them ask for purchases; the others ask for 500 kinds of events that never come
     */
    private static String behaviourYaml(int segments, int readers) {
        var yaml = purchaseYaml();
        for (var i = 0; i < segments; i++) {
            var event = i < readers ? "purchase" : "event_" + i % 500;
            yaml.append(segment(
                    i,
                    "did: { event: %s, within: %dd, times: { at_least: %d } }"
                            .formatted(event, WINDOWS[i % WINDOWS.length], 1 + i % 7)));
        }
        return yaml.toString();
    }

    /** Five attributes that a purchase writes; segments may follow. */
    private static StringBuilder purchaseYaml() {
        var yaml = new StringBuilder("workspace: bench\nattributes:\n");
        for (var i = 0; i < 5; i++) {
            yaml.append(attribute(i, "purchase"));
        }
        return yaml.append("segments:\n");
    }

    private static String attribute(int i, String event) {
        var guard = ", if: { event: " + event + " } }";
        return switch (i % 8) {
            case 0 ->
                "  a%d: { type: number, enrichments: [ { increase: { by: order_total }%s ] }%n".formatted(i, guard);
            case 1 -> "  a%d: { type: string, enrichments: [ { set: { to: country }%s ] }%n".formatted(i, guard);
            case 2 -> "  a%d: { type: date, enrichments: [ { set: { to: event_time }%s ] }%n".formatted(i, guard);
            case 3 -> "  a%d: { type: number, enrichments: [ { increase: { by: 1 }%s ] }%n".formatted(i, guard);
            case 4 ->
                "  a%d: { type: tally, enrichments: [ { increase: { keys: product_category, by: 1 }%s ] }%n"
                        .formatted(i, guard);
            case 5 ->
                "  a%d: { type: set_of_strings, enrichments: [ { add: { from: country }%s ] }%n".formatted(i, guard);
            case 6 -> "  a%d: { type: boolean, enrichments: [ { set: { to: newsletter }%s ] }%n".formatted(i, guard);
            default ->
                "  a%d: { type: number, enrichments: [ { set: { to: order_total, keep: greatest }%s ] }%n"
                        .formatted(i, guard);
        };
    }

    private static String segment(int i, String conditions) {
        return "  s%d: { if: [ { %s } ] }%n".formatted(i, conditions);
    }

    private static String condition(int i, int attribute) {
        return switch (attribute % 8) {
            case 0, 7 -> "a%d: { above: %d }".formatted(attribute, 10 + i % 500);
            case 1 -> "a%d: { is: %s }".formatted(attribute, COUNTRIES[i % COUNTRIES.length]);
            case 2 -> "a%d: { before: %dd ago }".formatted(attribute, 1 + i % 365);
            case 3 -> "a%d: { at_least: %d }".formatted(attribute, 1 + i % 50);
            case 4 -> "a%d: { has: %s }".formatted(attribute, CATEGORIES[i % CATEGORIES.length]);
            case 5 -> "a%d: { has: %s }".formatted(attribute, COUNTRIES[i % COUNTRIES.length]);
            default -> "a%d: { is: true }".formatted(attribute);
        };
    }

    /** The {@code number}th event of the workload. */
    static Event event(SplittableRandom random, long number, int visitor, Instant time) {
        var name = number % 8 == 7 ? NAMES[random.nextInt(NAMES.length)] : "purchase";
        return event(random, number, visitor, name, time);
    }

    static Event event(SplittableRandom random, long number, int visitor, String name, Instant time) {
        Map<String, Value> properties = new LinkedHashMap<>();
        properties.put("order_id", text("order-" + number));
        properties.put("order_total", new Value.Amount(BigDecimal.valueOf(random.nextInt(100, 50_000), 2)));
        properties.put("currency", text("EUR"));
        properties.put("country", text(COUNTRIES[random.nextInt(COUNTRIES.length)]));
        properties.put(
                "product_category",
                new Value.Items(List.of(
                        text(CATEGORIES[random.nextInt(CATEGORIES.length)]),
                        text(CATEGORIES[random.nextInt(CATEGORIES.length)]))));
        properties.put("newsletter", new Value.Flag(random.nextBoolean()));
        properties.put("items", Value.Amount.of(random.nextInt(1, 9)));
        properties.put(
                "page_url", text("https://shop.example/checkout/confirmation?step=4&session=" + random.nextInt()));
        properties.put(
                "referrer", text("https://search.example/?q=winter+boots+waterproof+size+" + random.nextInt(60)));
        properties.put(
                "user_agent", text("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36"));
        for (var i = 0; properties.size() < 24; i++) {
            properties.put("field_" + i, text("value-" + i + "-" + Long.toHexString(random.nextLong())));
        }
        return new Event(
                "e" + number,
                "website",
                "visitor-" + visitor,
                name,
                time,
                0,
                time,
                Event.Origin.LIVE,
                null,
                properties,
                List.of());
    }

    /** The event as a client would send it. */
    static byte[] json(Event event) {
        return NativeJson.of(event).getBytes(StandardCharsets.UTF_8);
    }

    /** A few visitors do most of it: the share of the k-th falls as 1/k. */
    static int visitor(SplittableRandom random, int visitors) {
        return (int) Math.min(visitors - 1, Math.floor(Math.pow(visitors, random.nextDouble())) - 1);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }
}
