package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** One definition read beside attributes of every type, and the small parts of what should come of it. */
final class Sample {
    private static final String DECLARED = """
            timezone: Europe/Berlin
            identifiers: { email: { from: email } }
            badges: { vip: { assign: { when: new_visitor } } }
            rules: { large: { total: { above: 100 } } }
            attributes:
              basket: { scope: event, type: number, enrichments: [] }
              page: { scope: visit, type: string, enrichments: [] }
              n: { type: number, enrichments: [] }
              m: { type: number, enrichments: [] }
              s: { type: string, enrichments: [] }
              b: { type: boolean, enrichments: [] }
              d: { type: date, enrichments: [] }
              e: { type: date, enrichments: [] }
              tags: { type: set_of_strings, enrichments: [] }
              words: { type: list_of_strings, enrichments: [] }
              prices: { type: list_of_numbers, enrichments: [] }
              flags: { type: list_of_booleans, enrichments: [] }
              t: { type: tally, enrichments: [] }
              orders: { type: timeline, enrichments: [ { record: { capture: [total, t] } } ] }
              checkout: { type: funnel, steps: [ { name: cart }, { name: pay } ] }
            """;

    private Sample() {}

    /** @param definition what stands under the name of the attribute {@code x} */
    static Attribute attribute(String definition) {
        return Reading.workspace(DECLARED + "  x: " + definition + "\n")
                .attributes()
                .get("x");
    }

    static Enrichment.Operation operation(String type, String enrichment) {
        return enrichments("{ type: " + type + ", enrichments: [ { " + enrichment + " } ] }")
                .getFirst()
                .operation();
    }

    static List<Enrichment> enrichments(String definition) {
        return ((Definition.Written) attribute(definition).definition()).enrichments();
    }

    static Expression set(String type, String expression) {
        return ((Enrichment.Operation.Set) operation(type, "set: { " + expression + " }")).to();
    }

    static Expression derived(String type, String expression) {
        var attribute = attribute("{ type: " + type + ", derive: { " + expression + " } }");
        return ((Definition.Derived) attribute.definition()).expression();
    }

    /** The condition of a segment. */
    static Condition condition(String condition) {
        return Reading.workspace(DECLARED + "segments: { x: { if: { " + condition + " } } }\n")
                .segments()
                .get("x")
                .condition();
    }

    /** The condition of a badge, which may read the event. */
    static Condition ofEvent(String condition) {
        return Reading.workspace(
                        DECLARED.replace("badges: { ", "badges: { x: { assign: { if: { " + condition + " } } }, "))
                .badges()
                .get("x")
                .assign()
                .orElseThrow()
                .condition();
    }

    static Operand named(String attribute) {
        return new Operand.Named(attributeName(attribute));
    }

    static Operand property(String property) {
        return new Operand.Named(new Name.Property(property));
    }

    static Name attributeName(String attribute) {
        return new Name.OfAttribute(attribute);
    }

    static Operand constant(long amount) {
        return new Operand.Constant(amount(amount));
    }

    static Operand constant(String text) {
        return new Operand.Constant(new Value.Text(text));
    }

    static Value amount(long amount) {
        return new Value.Amount(BigDecimal.valueOf(amount));
    }

    static Comparand comparand(long amount) {
        return new Comparand.Constant(amount(amount));
    }

    static Comparand comparand(String text) {
        return new Comparand.Constant(new Value.Text(text));
    }

    static Comparand other(String attribute) {
        return new Comparand.OtherAttribute(attribute, BigDecimal.ONE);
    }

    static Span days(int days) {
        return new Span.Fixed(Duration.ofDays(days));
    }
}
