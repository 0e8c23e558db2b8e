package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pharos.cli.Checkout;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
    private static final int PATIENCE_SECONDS = 60;

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
        var client = copied("segment-node");
        assumeTrue(
                run(client, Map.of(), "npm", "install", "--no-audit", "--no-fund")
                        .succeeded(),
                "Skipped, because npm cannot install Segment's client here.");
        try (var server = serve();
                var http = new Http(server.address())) {
            var result = result(run(client, environment(server), "node", "run.mjs"));
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
        var client = copied("tealium-http");
        try (var server = serve();
                var http = new Http(server.address())) {
            var result = result(run(client, environment(server), "node", "run.mjs"));
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

    private record Ended(int code, String said) {
        boolean succeeded() {
            return code == 0;
        }
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

    /** A copy, since installing leaves files behind. */
    private Path copied(String name) throws IOException {
        var original = clients.resolve(name);
        assumeTrue(Files.isDirectory(original), "Skipped, because the live clients are not there: " + original + ".");
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node"))),
                "Skipped, because there is no node on the PATH.");
        var copy = Files.createDirectories(folder.resolve(name));
        for (var file : List.of("run.mjs", "package.json")) {
            if (Files.exists(original.resolve(file))) {
                Files.copy(original.resolve(file), copy.resolve(file));
            }
        }
        return copy;
    }

    private JsonNode result(Ended client) {
        assertThat(client.code()).as(client.said()).isZero();
        var result = Http.JSON.readTree(client.said());
        assertThat(result.path("clientErrors")).as(client.said()).isEmpty();
        return result;
    }

    private Ended run(Path client, Map<String, String> environment, String... command) throws Exception {
        var said = folder.resolve(client.getFileName() + "-" + command[0] + ".txt");
        var builder = new ProcessBuilder(command).directory(client.toFile()).redirectOutput(said.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD).environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new Ended(127, absent.toString());
        }
        try {
            var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Ended(ended ? process.exitValue() : 124, Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
