package io.pharos.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class CrowdTest {
    private static final Catalogue CATALOGUE = new Catalogue(
            List.of(
                    new Product("22423", "REGENCY CAKESTAND 3 TIER", new BigDecimal("12.75")),
                    new Product("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", new BigDecimal("2.95")),
                    new Product("84879", "ASSORTED COLOUR BIRD ORNAMENT", new BigDecimal("1.69"))),
            List.of("12346", "14426"));

    private final List<Crowd.Happening> tenMinutes =
            happenings(new Crowd(CATALOGUE, "test", 1), Duration.ofMinutes(10));

    @Test
    void theSameSeedMakesTheSameCrowd() {
        assertThat(happenings(new Crowd(CATALOGUE, "test", 1), Duration.ofMinutes(10)))
                .isEqualTo(tenMinutes);
        assertThat(happenings(new Crowd(CATALOGUE, "test", 2), Duration.ofMinutes(10)))
                .isNotEqualTo(tenMinutes);
    }

    @Test
    void somethingHappensAFewTimesASecondInTheOrderOfTime() {
        assertThat(tenMinutes).hasSizeBetween(2 * 600, 8 * 600);
        assertThat(tenMinutes).extracting(Crowd.Happening::at).isSorted();
    }

    @Test
    void allThreeKindsOfClientsTakePart() {
        assertThat(tenMinutes)
                .extracting(happening -> happening.call().path())
                .contains("/api/events", "/event", "/v1/track", "/v1/screen", "/v1/identify");
    }

    @Test
    void idsAreUnique() {
        var ids = bodies().flatMap(body -> Stream.of(body.path("id"), body.path("messageId")))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void nobodyPaysForWhatTheyDidNotPutIntoTheCart() {
        Map<String, Set<String>> carts = new HashMap<>();
        var purchases = 0;
        for (var event : bodies().filter(body -> body.has("visitor")).toList()) {
            var attributes = event.path("attributes");
            var cart = carts.computeIfAbsent(event.path("visitor").stringValue(), _ -> new HashSet<>());
            switch (event.path("event").stringValue()) {
                case "cart_add" -> cart.add(attributes.path("stock_code").stringValue());
                case "purchase" -> {
                    purchases++;
                    assertThat(texts(attributes.path("stock_code")))
                            .as("bought by %s", event)
                            .containsExactlyInAnyOrderElementsOf(cart);
                    cart.clear();
                }
                default -> {}
            }
        }
        assertThat(purchases).isGreaterThan(20);
    }

    @Test
    void visitorsFromACampaignGoOnAsTheSameVisitorOfTheWebsite() {
        var landed = bodies().filter(body -> body.has("tealium_visitor_id"))
                .map(body -> body.path("tealium_visitor_id").stringValue())
                .toList();
        var onTheWebsite = bodies().filter(body -> body.has("visitor"))
                .map(body -> body.path("visitor").stringValue())
                .toList();
        assertThat(landed).isNotEmpty();
        assertThat(onTheWebsite).containsAnyElementsOf(landed);
    }

    private Stream<JsonNode> bodies() {
        return tenMinutes.stream()
                .map(happening -> Call.JSON.readTree(happening.call().body()));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.stringValue()));
        return texts;
    }

    private static List<Crowd.Happening> happenings(Crowd crowd, Duration length) {
        return Stream.generate(crowd::next)
                .takeWhile(happening -> happening.at().compareTo(length) < 0)
                .toList();
    }
}
