package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.read.WorkspaceReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings of a source make of the properties of its events. */
final class TreatmentTest {
    private static final Value SHOES = new Value.Text("Shoes");
    private static final Value FIVE = new Value.Amount(new BigDecimal(5));

    @Test
    void renamingMovesTheValueAndTakesThePlaceOfTheOther() {
        assertThat(treated("mapping: [ rename: { cat: category } ]", Map.of("cat", SHOES, "category", FIVE)))
                .isEqualTo(Map.of("category", SHOES));
    }

    @Test
    void whatIsNotThereChangesNothing() {
        var rules = "mapping: [ rename: { a: x }, copy: { b: x }, lowercase: c, drop: d ]";

        assertThat(treated(rules, Map.of("x", FIVE))).isEqualTo(Map.of("x", FIVE));
    }

    @Test
    void copyingKeepsBoth() {
        assertThat(treated("mapping: [ copy: { total: order_total } ]", Map.of("total", FIVE)))
                .isEqualTo(Map.of("total", FIVE, "order_total", FIVE));
    }

    @Test
    void aConstantIsSetWhateverWasThere() {
        assertThat(treated("mapping: [ constant: { total: 5, cat: Shoes } ]", Map.of("cat", FIVE)))
                .isEqualTo(Map.of("total", FIVE, "cat", SHOES));
    }

    @Test
    void textsBecomeLowerCaseInListsToo() {
        var sent = Map.of("cat", SHOES, "total", FIVE, "cats", new Value.Items(List.of(SHOES, FIVE)));

        assertThat(treated("mapping: [ lowercase: [cat, total, cats] ]", sent))
                .isEqualTo(Map.of(
                        "cat",
                        new Value.Text("shoes"),
                        "total",
                        FIVE,
                        "cats",
                        new Value.Items(List.of(new Value.Text("shoes"), FIVE))));
    }

    @Test
    void rulesActInTheOrderWritten() {
        var sent = Map.<String, Value>of("a", SHOES);

        assertThat(treated("mapping: [ copy: { a: b }, lowercase: a, rename: { a: c } ]", sent))
                .isEqualTo(Map.of("b", SHOES, "c", new Value.Text("shoes")));
        assertThat(treated("mapping: [ rename: { a: c }, lowercase: a, copy: { a: b } ]", sent))
                .isEqualTo(Map.of("c", SHOES));
    }

    @Test
    void aRuleForSomeEventsLeavesTheOthersAlone() {
        var rules = "mapping: [ { drop: cat, if: { event: [purchase, return] } } ]";

        assertThat(treated(rules, Map.of("cat", SHOES))).isEmpty();
        assertThat(treated(rules.replace("purchase", "login"), Map.of("cat", SHOES)))
                .isEqualTo(Map.of("cat", SHOES));
    }

    @Test
    void aDefaultIsSetWhereTheMappedEventLacksIt() {
        var settings = "defaults: { cat: [Shoes], total: 5 }, mapping: [ rename: { sum: total } ]";

        assertThat(treated(settings, Map.of("sum", SHOES)))
                .isEqualTo(Map.of("total", SHOES, "cat", new Value.Items(List.of(SHOES))));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0",
        "2001:db8::7, 2001:db8:0:0:0:0:0:0",
        "::ffff:203.0.113.77, 203.0.113.0",
        "' 10.1.2.3 ', 10.1.2.0"
    })
    void truncatedAddressesLoseTheirEnd(String sent, String stored) {
        assertThat(treated("ip: truncated", Map.of("ip", new Value.Text(sent))))
                .isEqualTo(Map.of("ip", new Value.Text(stored)));
    }

    @Test
    void whatIsNoAddressCannotBeTruncatedAndIsNotKept() {
        assertThat(treated("ip: truncated", Map.of("ip", new Value.Text("example.org"), "context.ip", FIVE)))
                .isEmpty();
    }

    @Test
    void noAddressIsKeptWhereItIsOffByWhateverNameAndRule() {
        var address = new Value.Text("203.0.113.77");
        var settings =
                "ip: off, mapping: [ rename: { from: ip, ip_address: kept } ], defaults: { context.ip: 1.2.3.4 }";

        assertThat(treated(settings, Map.of("ip_address", address, "from", address, "context.ip", address)))
                .isEmpty();
        assertThat(treated("ip: full", Map.of("ip", address))).isEqualTo(Map.of("ip", address));
        assertThat(treated("notes: none", Map.of("ip", address))).isEqualTo(Map.of("ip", address));
    }

    private static Map<String, Value> treated(String settings, Map<String, Value> sent) {
        var yaml = "sources: { website: { kind: web, " + settings + " } }";
        var properties = new LinkedHashMap<>(sent);
        switch (new WorkspaceReader().read(new TreeMap<>(Map.of("shop.yaml", yaml)))) {
            case Parsed.Valid<Workspace>(var workspace, var _) ->
                workspace.sources().get("website").treatment().apply("purchase", properties);
            case Parsed.Invalid<Workspace>(var problems) -> throw new AssertionError(problems);
        }
        return properties;
    }
}
