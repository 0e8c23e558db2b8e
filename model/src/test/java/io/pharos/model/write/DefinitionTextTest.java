package io.pharos.model.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Attribute.Definition;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a text is written as that text again. */
final class DefinitionTextTest {
    private static final String BESIDE = """
            workspace: shop
            timezone: Europe/Berlin
            identifiers:
              email: { from: email }
            attributes:
              country: { type: string, enrichments: [ set: { to: event.country } ] }
              spent: { type: number, enrichments: [ increase: { by: order_total } ] }
              visits: { type: number, enrichments: [ increase: { by: 1 } ] }
              last_seen: { type: date, enrichments: [ set: { to: event_time } ] }
              next_date: { type: date, enrichments: [ set: { to: next } ] }
              tags: { type: set_of_strings, enrichments: [ add: { from: tag } ] }
              prices: { type: list_of_numbers, enrichments: [ add: { from: price } ] }
              categories: { type: tally, enrichments: [ increase: { keys: category, by: 1 } ] }
              orders: { type: timeline, enrichments: [ record: { capture: [order_total] } ] }
              checkout: { type: funnel, steps: [ { name: cart, if: { event: cart } }, { name: paid, if: { event: pay } } ] }
            rules:
              bought: { event: purchase }
            badges:
              vip: { assign: { if: { spent: { at_least: 500 } } } }
            segments:
              lapsing: { if: { last_seen: { before: 90d ago } } }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ event: purchase }",
                "{ event: [purchase, Order Completed] }",
                "[{ rule: bought }, { badge: vip }, { segment: lapsing }]",
                "{ any: [{ from_import: true }, { not: { event: \"a, b\" } }] }",
                "{ country: { is: DE } }",
                "{ country: { is: \"NO\", ignore_case: true } }",
                "{ country: { in: [DE, \"01\"] } }",
                "{ country: { matches: \"^(D|d)E$\", ignore_case: true, multiline: true } }",
                "{ country: { is_not: { attribute: country } } }",
                "{ spent: { above: 5 } }",
                "{ spent: { between: [0.5, 10] } }",
                "{ spent: { at_most: { attribute: visits, times: 0.05 } } }",
                "{ spent: { changed: true } }",
                "{ last_seen: { before: 1 month ago } }",
                "{ last_seen: { after: 2026-03-01T10:00:00.000Z } }",
                "{ last_seen: { at_most: now } }",
                "{ next_date: { at_least: 2 years from now } }",
                "{ last_seen: { within: 30d } }",
                "{ last_seen: { on_day: 2026-03-01 } }",
                "{ tags: { has: gold } }",
                "{ tags: { has_any: [gold, silver], ignore_case: true } }",
                "{ prices: { has_only: 5 } }",
                "{ prices: { count: { at_least: 1, below: 5 } } }",
                "{ categories: { key: { \"boots, high\": { at_least: 3 } } } }",
                "{ checkout: { step: cart } }",
                "{ checkout: { completed: false } }",
                "{ order_total: { exists: true } }",
                "{ event.visits: { above: 2 } }",
                "{ Some name: { empty: true } }",
                "{ identifier.email: { exists: true } }",
                "{ event_time: { after: 7d ago } }",
                "{ did: { event: purchase } }",
                "{ did: { event: [a, b], where: { order_total: { above: 5 } }, within: 30d, times: { at_least: 3, below: 9 }, total: { of: order_total, above: 100 }, last: { before: 2h ago } } }",
                "{ sequence: [{ event: cart }, { event: purchase, absent_for: 2h }] }",
                "{ sequence: { steps: [{ event: view }, { absent: purchase }, { event: cart, within: 90s }], within: 3d } }"
            })
    void aConditionIsWrittenAsItIsRead(String text) {
        var workspace = read("badges:\n  new: { assign: { if: " + text + " } }\n");
        var condition = workspace.badges().get("new").assign().orElseThrow().condition();

        assertThat(new DefinitionText(workspace).condition(condition)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string | { set: { to: plan }, when: new_visit, if: { event: purchase } }",
                "string | { set: { to: new, keep: first } }",
                "string | { set: { to: { value: gold } } }",
                "string | { set: { join: [country, { value: x }, { value: \"5\" }], with: \", \" } }",
                "string | { set: { format: { date: last_seen, as: yyyy-MM } } }",
                "string | { set: { format: { date: last_seen, as: yyyy-MM, zone: UTC } } }",
                "string | { split: { gold: 10%, silver: 90% } }",
                "string | { split: [{ to: country, share: 10.5% }, { to: { value: b }, share: 89.5% }] }",
                "string | { lowercase: {} }",
                "string | { set: { to: visitor.new } }",
                "number | { decrease: { by: order_total }, if: [{ event: a }, { new: { above: 1 } }] }",
                "number | { set: { change_in: last_seen, unit: days } }",
                "number | { set: { ratio: [spent, visits] } }",
                "number | { set: { average_of: prices } }",
                "number | { set: { between: { from: last_seen, to: event_time, unit: hours, whole: true } } }",
                "boolean | { set: { to: true } }",
                "boolean | { clear: {}, when: visit_ended }",
                "date | { set: { parse: { text: day, as: dd/MM/yyyy } } }",
                "date | { set: { parse: { epoch_millis: n } } }",
                "set_of_strings | { add: { from: [a, { value: b }] } }",
                "set_of_strings | { set: { without: [tags, { value: [x] }] } }",
                "list_of_strings | { remove: { item: { value: [x] }, occurrences: last } }",
                "tally | { increase: { keys: categories, by: 2 } }",
                "tally | { remove: { key: { value: [boots] } } }",
                "tally | { set: { pairs: { keys: skus, values: amounts } } }",
                "tally | { set: { to: { value: { boots: 3 } } } }",
                "timeline | { record: { at: last_seen, capture: [order_total, spent] } }"
            })
    void anEnrichmentIsWrittenAsItIsRead(String typeAndText) {
        var parts = typeAndText.split(" \\| ", 2);
        var workspace = read("attributes:\n  new: { type: " + parts[0] + ", enrichments: [ " + parts[1] + " ] }\n");
        var attribute = workspace.attributes().get("new");
        var enrichment =
                ((Definition.Written) attribute.definition()).enrichments().getFirst();

        var again = new DefinitionText(workspace).enrichment(attribute, enrichment);

        assertThat(again).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number | { elapsed: { since: last_seen, unit: days, whole: true } }",
                "number | { count_of: orders }",
                "number | { rolling_sum: { of: orders, field: order_total, within: 30d } }",
                "number | { rolling_count: { of: orders } }",
                "number | { longest_gap: { of: orders, unit: days } }",
                "number | { value_of: { tally: categories, key: { value: boots } } }",
                "number | { sum: [spent, visits, 1] }",
                "string | { top_key: { of: categories } }",
                "list_of_strings | { top_keys: { of: categories, count: 3 } }",
                "set_of_strings | { keys_above: { of: categories, value: 2.5 } }",
                "string | { join: [identifier.email, country], with: \"-\" }"
            })
    void aDerivationIsWrittenAsItIsRead(String typeAndText) {
        var parts = typeAndText.split(" \\| ", 2);
        var workspace = read("attributes:\n  new: { type: " + parts[0] + ", derive: " + parts[1] + " }\n");
        var definition = (Definition.Derived) workspace.attributes().get("new").definition();

        assertThat(new DefinitionText(workspace).derivation(definition.expression()))
                .isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{ name: cart, if: { event: cart } }", "{ name: paid, if: { event: pay }, capture: [total] }"})
    void aStepOfAFunnelIsWrittenAsItIsRead(String text) {
        var workspace =
                read("attributes:\n  new: { type: funnel, steps: [ " + text + " ], reset: { if: { event: x } } }\n");
        var attribute = workspace.attributes().get("new");
        var written = Stream.of(attribute.definition())
                .flatMap(definition -> ((Definition.Written) definition).enrichments().stream())
                .map(enrichment -> new DefinitionText(workspace).enrichment(attribute, enrichment));

        assertThat(written).containsExactly("{ reset: { if: { event: x } } }", text);
    }

    private static Workspace read(String more) {
        var files = new TreeMap<String, String>();
        files.put("beside.yaml", BESIDE);
        files.put("more.yaml", more);
        var parsed = new WorkspaceReader().read(files);
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid<Workspace>) parsed).value();
    }
}
