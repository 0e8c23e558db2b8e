package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.DefinitionTest.Expectation;
import io.pharos.model.Value;
import io.pharos.model.Value.Funnel.Done;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tests of definitions expect of the types of attributes. */
final class ExpectationsTest {

    @Test
    void listsAreExpectedInTheirOrder() {
        assertThat(expected("words: [b, a, b]")).contains(items(text("b"), text("a"), text("b")));
        assertThat(expected("words: []")).contains(items());
        assertThat(expected("prices: [1, 0.5]"))
                .contains(items(Value.Amount.ONE, new Value.Amount(new BigDecimal("0.5"))));
        assertThat(expected("flags: [true, false]")).contains(items(new Value.Flag(true), new Value.Flag(false)));
    }

    @Test
    void ofFunnelsOnlyTheStepsAreExpected() {
        assertThat(expected("checkout: { steps: [cart] }")).contains(new Value.Funnel(List.of(done("cart")), false));
        assertThat(expected("checkout: { completed: true, steps: [pay, cart] }"))
                .contains(new Value.Funnel(List.of(done("cart"), done("pay")), true));
        assertThat(expected("checkout: ~")).isEmpty();
    }

    @Test
    void aTimelineMayBeMissing() {
        assertThat(expected("orders: ~")).isEmpty();
    }

    @Test
    void visitsAreCounted() {
        assertThat(expectation("visits: 2").visits()).contains(2);
        assertThat(expectation("visits: 0").visits()).contains(0);
        assertThat(expectation("badges: []").visits()).isEmpty();
    }

    private static Optional<Value> expected(String attribute) {
        var attributes = expectation("attributes: { " + attribute + " }").attributes();
        assertThat(attributes).hasSize(1);
        return attributes.values().iterator().next();
    }

    private static Expectation expectation(String expectation) {
        return Reading.workspace("""
                        attributes:
                          words: { type: list_of_strings, enrichments: [] }
                          prices: { type: list_of_numbers, enrichments: [] }
                          flags: { type: list_of_booleans, enrichments: [] }
                          orders: { type: timeline, enrichments: [] }
                          checkout: { type: funnel, steps: [ { name: cart }, { name: address }, { name: pay } ] }
                        tests:
                          - name: a
                            events: [ { at: 2026-03-01, visitor: ada, event: x } ]
                            expect: [ { at: 2026-03-01, visitor: ada, %s } ]
                        """.formatted(expectation))
                .tests()
                .getFirst()
                .expectations()
                .getFirst();
    }

    private static Value items(Value... items) {
        return new Value.Items(List.of(items));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Done done(String step) {
        return new Done(step, Instant.EPOCH, Map.of());
    }
}
