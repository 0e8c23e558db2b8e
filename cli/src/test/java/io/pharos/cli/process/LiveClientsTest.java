package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Checkout;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Clients of others, unmodified, against a running server; what they say must be found is found. They are not part of the
 * checkout, and the test is skipped where they, or what they need, are absent.
 */
final class LiveClientsTest {
    private static final String KEY = "live-key";

    private static final String WORKSPACE = """
            workspace: live
            sources:
              app: { kind: segment, key: live-key }
              pages: { kind: tealium, account: demo, profile: main }
            identifiers:
              user_id: { from: [user_id, customer_id] }
              email: { from: [email, email_address] }
            attributes:
              calls: { type: number, enrichments: [ increase: { by: 1 } ] }
              events: { type: tally, enrichments: [ increase: { keys: name_of_event, by: 1 } ] }
              name_of_event: { scope: event, type: string, enrichments: [ SETS ] }
              revenue: { type: number, enrichments: [ increase: { by: total }, increase: { by: order_total } ] }
              plan: { type: string, enrichments: [ set: { to: plan } ] }
            """;
    private static final List<String> EVENTS = List.of(
            "page",
            "identify",
            "Product Viewed",
            "Product Added",
            "Order Completed",
            "page_view",
            "product_view",
            "user_login",
            "purchase");

    private final Path clients =
            Checkout.root().resolve("../shared/live-clients").normalize();

    @TempDir
    private Path folder;

    @Test
    void segmentsNodeClientFindsEveryCallOnce() throws Exception {
        var client = client("segment-node").installed();
        try (var server = serve();
                var http = new Http(server.address())) {
            var result = client.run(environment(server));
            var expected = result.path("expect");
            var sums = new Sums();
            var stitched = 0;
            for (var visitor : expected.path("visitors")) {
                var of = new Sums();
                var profile = http.profile("user_id", visitor.path("userId").asString());
                of.add(profile);
                if (visitor.path("anonymousId").isString()) {
                    assertThat(http.profile(
                                            "anonymous",
                                            visitor.path("anonymousId").asString())
                                    .path("attributes"))
                            .as("whoever was anonymous at first, %s", visitor)
                            .isEqualTo(profile.path("attributes"));
                    stitched++;
                }
                assertThat(of.calls)
                        .as("calls of %s", visitor)
                        .isEqualTo(visitor.path("calls").asInt());
                assertThat(of.event("Product Viewed"))
                        .isEqualTo(visitor.path("productViewed").asInt());
                assertThat(of.event("Order Completed"))
                        .isEqualTo(visitor.path("orders").asInt());
                assertThat(of.revenue)
                        .isEqualByComparingTo(visitor.path("revenue").decimalValue());
                sums.add(of);
            }
            assertThat(sums.calls).isEqualTo(expected.path("calls").asInt());
            assertThat(sums.event("page")).isEqualTo(expected.path("pages").asInt());
            assertThat(sums.event("identify"))
                    .isEqualTo(expected.path("identifies").asInt());
            assertThat(sums.event("Product Viewed"))
                    .isEqualTo(expected.path("productViewed").asInt());
            assertThat(sums.event("Product Added"))
                    .isEqualTo(expected.path("productAdded").asInt());
            assertThat(sums.event("Order Completed"))
                    .isEqualTo(expected.path("orders").asInt());
            assertThat(sums.revenue)
                    .isEqualByComparingTo(expected.path("revenue").decimalValue());
            assertThat(sums.gold).isEqualTo(expected.path("goldPlan").asInt());
            assertThat(stitched)
                    .isEqualTo(expected.path("stitchedFromAnonymous").asInt());
            var counts = http.get("/api/stats").path("counts");
            assertThat(counts.path("events").asInt())
                    .as("events of everybody, so that none went astray")
                    .isEqualTo(expected.path("calls").asInt());
            assertThat(counts.path("profiles").asInt())
                    .isEqualTo(expected.path("visitorsAfterStitching").asInt());
        }
    }

    @Test
    void tealiumsHttpApiFindsEveryEventOnce() throws Exception {
        var client = client("tealium-http");
        try (var server = serve();
                var http = new Http(server.address())) {
            var result = client.run(environment(server));
            var expected = result.path("expect");
            var sums = new Sums();
            for (var visitor : expected.path("perVisitor")) {
                var of = new Sums();
                of.add(http.profile(
                        "anonymous", visitor.path("tealium_visitor_id").asString()));
                assertThat(of.calls)
                        .as("events of %s", visitor)
                        .isEqualTo(visitor.path("events").asInt());
                assertThat(of.event("purchase"))
                        .isEqualTo(visitor.path("purchases").asInt());
                assertThat(of.revenue)
                        .isEqualByComparingTo(visitor.path("revenue").decimalValue());
                var known = http.profile("user_id", visitor.path("customer_id").asString());
                assertThat(known.path("attributes").path("calls").asInt())
                        .as("found by the number of a customer as well")
                        .isEqualTo(of.calls);
                sums.add(of);
            }
            assertThat(sums.calls).isEqualTo(expected.path("events").asInt());
            for (var event : List.of("page_view", "product_view", "user_login", "purchase")) {
                assertThat(sums.event(event))
                        .as(event)
                        .isEqualTo(expected.path(event).asInt());
            }
            assertThat(sums.revenue)
                    .isEqualByComparingTo(expected.path("revenue").decimalValue());
            var seen = result.path("seen").path("answerToMissingAccount");
            assertThat(seen.path("status").asInt()).isEqualTo(400);
            assertThat(seen.path("xError").asString("")).isNotBlank();
        }
    }

    /** What profiles come to. */
    private static final class Sums {
        private final TreeMap<String, Integer> events = new TreeMap<>();
        private int calls;
        private int gold;
        private BigDecimal revenue = BigDecimal.ZERO;

        void add(JsonNode profile) {
            var attributes = profile.path("attributes");
            calls += attributes.path("calls").asInt(0);
            gold += attributes.path("plan").asString("").equals("gold") ? 1 : 0;
            revenue = revenue.add(attributes.path("revenue").decimalValue(BigDecimal.ZERO));
            attributes
                    .path("events")
                    .properties()
                    .forEach(event ->
                            events.merge(event.getKey(), event.getValue().asInt(), Integer::sum));
        }

        void add(Sums others) {
            calls += others.calls;
            gold += others.gold;
            revenue = revenue.add(others.revenue);
            others.events.forEach((name, count) -> events.merge(name, count, Integer::sum));
        }

        int event(String name) {
            return events.getOrDefault(name, 0);
        }
    }

    private LiveClient client(String name) throws IOException {
        return LiveClient.copied(clients.resolve(name), folder);
    }

    private PharosProcess serve() throws IOException {
        var sets = EVENTS.stream()
                .map("{ set: { to: { value: \"%1$s\" } }, if: { event: \"%1$s\" } }"::formatted)
                .collect(Collectors.joining(", "));
        var workspace = Files.writeString(folder.resolve("live.yaml"), WORKSPACE.replace("SETS", sets));
        return PharosProcess.serve(folder.resolve("data"), workspace);
    }

    private static Map<String, String> environment(PharosProcess server) {
        return Map.of("PHAROS_URL", server.address().toString(), "PHAROS_KEY", KEY);
    }
}
