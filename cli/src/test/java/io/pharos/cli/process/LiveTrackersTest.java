package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Checkout;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries of Snowplow and Jitsu, unmodified, against a running server: every event is found, once. */
final class LiveTrackersTest {
    private static final String WORKSPACE = """
            workspace: live
            sources:
              app: { kind: segment, key: live }
              trackers: { kind: snowplow, app_ids: [live] }
            identifiers:
              user_id: { from: user_id }
            attributes:
              calls: { type: number, enrichments: [ increase: { by: 1 } ] }
              revenue: { type: number, enrichments: [ increase: { by: total } ] }
              added: { type: number, enrichments: [ increase: { by: se_value }, increase: { by: total } ] }
              tier: { type: string, enrichments: [ set: { to: contexts.user.tier }, set: { to: plan } ] }
              names: { type: tally, enrichments: [ increase: { keys: name, by: 1 } ] }
              name:
                scope: event
                type: string
                enrichments:
                  - { set: { to: { value: page_view } }, if: { event: page_view } }
                  - { set: { to: { value: page_ping } }, if: { event: page_ping } }
                  - { set: { to: { value: struct } }, if: { event: struct } }
                  - { set: { to: { value: order } }, if: { event: order } }
                  - { set: { to: { value: page } }, if: { event: page } }
                  - { set: { to: { value: identify } }, if: { event: identify } }
                  - { set: { to: { value: Product Viewed } }, if: { event: Product Viewed } }
                  - { set: { to: { value: Order Completed } }, if: { event: Order Completed } }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"snowplow-node", "jitsu-node"})
    void everyEventIsFoundOnce(String name) throws Exception {
        var clients = Checkout.root().resolve("cli/src/test/resources/clients");
        var client = LiveClient.copied(clients.resolve(name), folder).installed();
        var workspace = Files.writeString(folder.resolve("live.yaml"), WORKSPACE);
        try (var server = PharosProcess.serve(folder.resolve("data"), workspace);
                var http = new Http(server.address())) {
            var expected = client.run(Map.of("PHAROS_URL", server.address().toString(), "PHAROS_KEY", "live"))
                    .path("expect");

            var names = new TreeMap<String, Integer>();
            for (var visitor : expected.path("visitors")) {
                var profile = http.profile("user_id", visitor.path("userId").asString());
                var attributes = profile.path("attributes");
                assertThat(attributes.path("calls").asInt())
                        .as("events of %s", visitor)
                        .isEqualTo(visitor.path("calls").asInt());
                assertThat(attributes.path("revenue").decimalValue())
                        .isEqualByComparingTo(visitor.path("revenue").decimalValue());
                assertThat(attributes.path("tier")).isEqualTo(visitor.path("tier"));
                if (visitor.has("anonymousId")) {
                    assertThat(profile.path("identifiers").path("anonymous"))
                            .singleElement()
                            .isEqualTo(visitor.path("anonymousId"));
                    assertThat(attributes.path("added").decimalValue())
                            .isEqualByComparingTo(
                                    visitor.path("revenue").decimalValue().add(BigDecimal.valueOf(5)));
                }
                attributes
                        .path("names")
                        .properties()
                        .forEach(event ->
                                names.merge(event.getKey(), event.getValue().asInt(), Integer::sum));
            }
            var wanted = new TreeMap<String, Integer>();
            expected.path("events")
                    .properties()
                    .forEach(
                            event -> wanted.put(event.getKey(), event.getValue().asInt()));
            assertThat(names).isEqualTo(wanted);
            assertThat(http.get("/api/stats").path("counts").path("events").asInt())
                    .as("events of everybody, so that none went astray")
                    .isEqualTo(expected.path("calls").asInt());
            assertThat(http.get("/api/rejections").path("total").asInt()).isZero();
        }
    }
}
