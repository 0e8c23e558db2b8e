package io.pharos.cli;

import static io.pharos.cli.OracleColumn.badge;
import static io.pharos.cli.OracleColumn.keys;
import static io.pharos.cli.OracleColumn.number;
import static io.pharos.cli.OracleColumn.oneOf;
import static io.pharos.cli.OracleColumn.rounded;
import static io.pharos.cli.OracleColumn.segment;
import static io.pharos.cli.OracleColumn.set;
import static io.pharos.cli.OracleColumn.time;
import static io.pharos.cli.OracleColumn.underKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real purchases, replayed from the command line, make for every visitor just what SQL makes of them. */
final class OracleTest {
    private static final int DIFFERENCES_SHOWN = 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final OracleData data = OracleData.orSkip();

    @TempDir
    private Path folder;

    /** Data to be replayed, with the moment as of which the relative values are expected. */
    enum Purchases {
        ONLINE_RETAIL("online-retail", "online-retail-even", "invoices", "invoice_date", "2011-12-10T00:00:00Z") {
            @Override
            List<OracleColumn> columns() {
                return List.of(
                        number("order_count"),
                        number("lifetime_value"),
                        time("first_purchase_at"),
                        time("last_purchase_at"),
                        rounded("average_order_value", "average_order_value"),
                        number("days_since_last_purchase"),
                        number("largest_order"),
                        number("return_count"),
                        number("return_total"),
                        underKey("favourite_product_count", "products", "favourite_product"),
                        oneOf("favourite_product_any_of", "favourite_product"),
                        keys("distinct_products", "products"),
                        number("distinct_products"),
                        set("countries"),
                        badge("vip"),
                        badge("returner"),
                        segment("one_time_buyer"),
                        segment("lapsing"),
                        segment("champion"),
                        badge("vip", "vip_by_behaviour"),
                        badge("returner", "returner_by_behaviour"),
                        segment("lapsing", "lapsing_by_behaviour"),
                        segment("champion", "champion_by_days"));
            }
        },
        CDNOW("cdnow", "cdnow-sample", "purchases", "purchase_date", "1998-07-01T00:00:00Z") {
            @Override
            List<OracleColumn> columns() {
                return List.of(
                        number("order_count"),
                        number("total_cds"),
                        number("lifetime_value"),
                        time("first_purchase_on"),
                        time("last_purchase_on"),
                        rounded("average_order_value", "average_order_value"),
                        number("days_since_last_purchase"),
                        number("tenure_days"),
                        number("largest_basket"),
                        number("longest_gap_days"),
                        number("order_count", "count_of_baskets"),
                        number("total_cds", "cds_of_baskets"),
                        number("lifetime_value", "value_of_baskets"),
                        rounded("average_order_value", "average_of_baskets"),
                        number("largest_basket", "largest_of_baskets"),
                        badge("big_basket"),
                        segment("one_time_buyer"),
                        segment("loyal"),
                        segment("lapsing"),
                        segment("one_time_buyer", "one_time_buyer_by_behaviour"),
                        segment("loyal", "loyal_by_behaviour"),
                        segment("lapsing", "lapsing_by_behaviour"));
            }
        };

        private final String workspace;
        private final String file;
        private final String source;
        private final String time;
        private final String until;

        Purchases(String workspace, String file, String source, String time, String until) {
            this.workspace = workspace;
            this.file = file;
            this.source = source;
            this.time = time;
            this.until = until;
        }

        abstract List<OracleColumn> columns();
    }

    @ParameterizedTest
    @EnumSource
    void everyVisitorIsAsExpected(Purchases purchases) throws IOException {
        var expected = data.expected(purchases.file + ".expected.csv");
        var profiles = profiles(replay(purchases, data.file(purchases.file + ".csv.gz")));
        assertThat(profiles.keySet()).isEqualTo(expected.keySet());
        var differences = new ArrayList<String>();
        expected.forEach((visitor, row) -> purchases
                .columns()
                .forEach(column -> column.difference(profile(profiles, visitor), row)
                        .ifPresent(difference -> differences.add(visitor + " " + difference))));
        assertThat(differences.stream().limit(DIFFERENCES_SHOWN))
                .as("the first of %d differences", differences.size())
                .isEmpty();
    }

    @Test
    void onlineRetailAddsUp() throws IOException {
        var profiles = profiles(replay(Purchases.ONLINE_RETAIL, data.file("online-retail-even.csv.gz")))
                .values();
        var orders = sum(profiles, "order_count");
        var returns = sum(profiles, "return_count");
        assertTotals(
                "online-retail-even.summary.csv",
                Map.ofEntries(
                        Map.entry("visitors", count(profiles.size())),
                        Map.entry("events", orders.add(returns)),
                        Map.entry("purchase_events", orders),
                        Map.entry("return_events", returns),
                        Map.entry("sum_lifetime_value", sum(profiles, "lifetime_value")),
                        Map.entry("sum_return_total", sum(profiles, "return_total")),
                        Map.entry(
                                "sum_distinct_products",
                                count(profiles.stream()
                                        .mapToLong(profile -> profile.at("/attributes/products")
                                                .size())
                                        .sum())),
                        Map.entry(
                                "visitors_without_purchase",
                                count(profiles.stream()
                                        .filter(profile ->
                                                !profile.path("attributes").has("first_purchase_at"))
                                        .count())),
                        Map.entry("badge_vip", members(profiles, "/badges/vip")),
                        Map.entry("badge_returner", members(profiles, "/badges/returner")),
                        Map.entry("segment_one_time_buyer", members(profiles, "/segments/one_time_buyer")),
                        Map.entry("segment_lapsing", members(profiles, "/segments/lapsing")),
                        Map.entry("segment_champion", members(profiles, "/segments/champion"))));
    }

    @Test
    void cdnowAddsUp() throws IOException {
        var profiles = profiles(replay(Purchases.CDNOW, data.file("cdnow-sample.csv.gz")))
                .values();
        assertTotals(
                "cdnow-sample.summary.csv",
                Map.of(
                        "visitors", count(profiles.size()),
                        "events", sum(profiles, "order_count"),
                        "sum_lifetime_value", sum(profiles, "lifetime_value"),
                        "sum_cds", sum(profiles, "total_cds"),
                        "badge_big_basket", members(profiles, "/badges/big_basket"),
                        "segment_one_time_buyer", members(profiles, "/segments/one_time_buyer"),
                        "segment_loyal", members(profiles, "/segments/loyal"),
                        "segment_lapsing", members(profiles, "/segments/lapsing")));
    }

    @ParameterizedTest
    @EnumSource
    void theSameRowsMakeTheSameBytesInAnyOrder(Purchases purchases) throws IOException {
        var file = data.file(purchases.file + ".csv.gz");
        var once = replay(purchases, file);
        assertThat(replay(purchases, file)).hasSameBinaryContentAs(once);

        var seed = System.nanoTime();
        var shuffled = folder.resolve("shuffled.csv");
        data.shuffle(purchases.file + ".csv.gz", "customer_id", purchases.time, seed, shuffled);
        assertThat(replay(purchases, shuffled))
                .as("shuffled with seed %d", seed)
                .hasSameBinaryContentAs(once);
    }

    /** Runs {@code pharos replay}; returns the file it exported. */
    private Path replay(Purchases purchases, Path events) throws IOException {
        var export = Files.createTempFile(folder, "profiles", ".jsonl");
        var errors = new StringWriter();
        var exit = Main.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "replay",
                        "--workspace",
                        workspace(purchases).toString(),
                        "--source",
                        purchases.source,
                        "--until",
                        purchases.until,
                        "--export",
                        export.toString(),
                        events.toString());
        assertThat(exit).as("pharos replay said: %s", errors).isZero();
        return export;
    }

    private static Path workspace(Purchases purchases) {
        try {
            return Path.of(Optional.ofNullable(OracleTest.class.getResource("/oracle/" + purchases.workspace))
                    .orElseThrow()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** By the customer's number. */
    private static SortedMap<String, JsonNode> profiles(Path export) throws IOException {
        var profiles = new TreeMap<String, JsonNode>();
        for (var line : Files.readAllLines(export)) {
            var profile = JSON.readTree(line);
            var customers = profile.at("/identifiers/customer_id");
            assertThat(customers.size()).as("customers in %s", line).isEqualTo(1);
            assertThat(profiles.put(customers.path(0).stringValue(), profile))
                    .as("another profile of the customer in %s", line)
                    .isNull();
        }
        return profiles;
    }

    private static JsonNode profile(Map<String, JsonNode> profiles, String visitor) {
        return Optional.ofNullable(profiles.get(visitor)).orElseThrow();
    }

    private void assertTotals(String file, Map<String, BigDecimal> found) {
        var expected = new TreeMap<String, BigDecimal>();
        data.totals(file).forEach((name, value) -> expected.put(name, new BigDecimal(value).stripTrailingZeros()));
        assertThat(new TreeMap<>(found)).isEqualTo(expected);
    }

    private static BigDecimal sum(Collection<JsonNode> profiles, String attribute) {
        var sum = BigDecimal.ZERO;
        for (var profile : profiles) {
            sum = sum.add(profile.path("attributes").path(attribute).decimalValue());
        }
        return sum.stripTrailingZeros();
    }

    private static BigDecimal members(Collection<JsonNode> profiles, String pointer) {
        return count(profiles.stream()
                .filter(profile -> !profile.at(pointer).isMissingNode())
                .count());
    }

    private static BigDecimal count(long number) {
        return BigDecimal.valueOf(number).stripTrailingZeros();
    }
}
