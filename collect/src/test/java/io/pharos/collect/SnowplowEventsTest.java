package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of the fields of Snowplow's trackers. */
final class SnowplowEventsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T22:00:00Z");
    private static final Map<String, String> ORDER = Map.of("e", "ue", "aid", "shop", "duid", "d-1");

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void aPageViewOfTheBrowser() throws IOException {
        var event = recorded("snowplow-browser-post").getFirst();

        assertThat(event.id()).isEqualTo("d1df64fd-8e28-46b3-a84c-b77d532f1fed");
        assertThat(event.source()).isEqualTo("trackers");
        assertThat(event.visitor()).isEqualTo("278ac570-7378-45ad-9d3c-2087129ca1b4");
        assertThat(event.name()).isEqualTo("page_view");
        assertThat(event.properties())
                .containsEntry("user_id", text("u-9"))
                .containsEntry("app_id", text("shop-web"))
                .containsEntry("platform", text("web"))
                .containsEntry("page_title", text("Shoe page"))
                .containsEntry("page_referrer", text("http://shop.example:18081/start"))
                .containsEntry("br_cookies", new Value.Flag(true))
                .containsEntry("dvce_screenwidth", amount("800"))
                .containsEntry("dvce_screenheight", amount("600"))
                .containsEntry("domain_sessionidx", amount("1"))
                .containsEntry("contexts.web_page.id", text("8da4ff15-3db8-4c47-8342-0554c030693a"))
                .containsEntry("contexts", texts("iglu:com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0"))
                .containsEntry("browser", text("HeadlessChrome"))
                .doesNotContainKeys(
                        "e", "eid", "duid", "domain_userid", "uid", "dtm", "stm", "co", "res", "url", "aid");
    }

    @Test
    void aStructuredEvent() throws IOException {
        var event = recorded("snowplow-node-post").get(1);

        assertThat(event.name()).isEqualTo("struct");
        assertThat(event.properties())
                .containsEntry("se_category", text("shop"))
                .containsEntry("se_action", text("add-to-basket"))
                .containsEntry("se_label", text("sku-1"))
                .containsEntry("se_property", text("pcs"))
                .containsEntry("se_value", amount("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"snowplow-browser-get", "snowplow-browser-post", "snowplow-java-post", "snowplow-node-post"})
    void aSelfDescribingEventHasTheNameOfItsSchemaAndTheKeysOfItsData(String recording) throws IOException {
        var event = recorded(recording).getLast();

        assertThat(event.name()).isEqualTo("order");
        assertThat(event.properties())
                .containsEntry("event_vendor", text("org.example"))
                .containsEntry("event_version", text("1-0-0"))
                .doesNotContainKeys("ue_pr", "ue_px")
                .hasEntrySatisfying("total", total -> assertThat(total).isInstanceOf(Value.Amount.class));
    }

    @Test
    void nestedDataIsFlattenedAndKeepsItsTypes() {
        var event = only(with("ue_pr", selfDescribing("""
                {"paid":true,"basket":{"total":9.50},"items":[{"sku":"a","n":1},{"sku":"b","n":2}],"none":null}""")));

        assertThat(event.properties())
                .containsEntry("paid", new Value.Flag(true))
                .containsEntry("basket.total", amount("9.5"))
                .containsEntry("items.sku", texts("a", "b"))
                .containsEntry("items.n", new Value.Items(List.of(amount("1"), amount("2"))))
                .doesNotContainKey("none");
    }

    @Test
    void severalContextsOfOneSchemaAreListsInStep() {
        var contexts = """
                {"schema":"iglu:s/contexts/jsonschema/1-0-0","data":[
                  {"schema":"iglu:org.example/product/jsonschema/1-0-0","data":{"sku":"a","price":5}},
                  {"schema":"iglu:org.example/product/jsonschema/2-0-0","data":{"sku":"b"}},
                  {"schema":"iglu:org.example/user/jsonschema/1-0-0","data":{"tier":"gold"}}]}""";

        var plain = only(with("co", contexts));
        var encoded = only(with("cx", base64(contexts)));

        assertThat(plain.properties())
                .containsEntry("contexts.product.sku", texts("a", "b"))
                .containsEntry("contexts.product.price", new Value.Items(List.of(amount("5"), text(""))))
                .containsEntry("contexts.user.tier", text("gold"));
        assertThat(encoded.properties()).isEqualTo(plain.properties());
    }

    @Test
    void aFieldOfTheTrackerGivesWayToTheDataAndKeepsItsOwnName() {
        var fields = with("ue_pr", selfDescribing("{\"page_url\":\"/data\",\"user_id\":\"of the data\"}"));
        fields.put("url", "/tracker");
        fields.put("uid", "u-1");

        assertThat(only(fields).properties())
                .containsEntry("page_url", text("/data"))
                .containsEntry("url", text("/tracker"))
                .containsEntry("user_id", text("u-1"))
                .containsEntry("data.user_id", text("of the data"));
    }

    @Test
    void whatTheProtocolDoesNotKnowKeepsItsNameAndItsType() {
        var collected = post(
                "{\"data\":[{\"e\":\"pv\",\"aid\":\"shop\",\"duid\":\"d\",\"x\":7,\"y\":{\"z\":true},\"w\":\"1\"}]}");

        assertThat(collected.events().getFirst().properties())
                .containsEntry("x", amount("7"))
                .containsEntry("y.z", new Value.Flag(true))
                .containsEntry("w", text("1"));
    }

    @ParameterizedTest
    @CsvSource({
        "ue_pr, nonsense",
        "ue_px, '!!!'",
        "ue_px, bm9uc2Vuc2U",
        "ue_pr, '{\"schema\":\"iglu:a/unstruct_event/jsonschema/1-0-0\"}'",
        "ue_pr, '{\"schema\":\"s\",\"data\":{\"schema\":\"iglu:a/b/jsonschema/1-0-0\",\"data\":{\"x\":'",
        "co, '{\"schema\":\"s\",\"data\":{}}'",
        "co, '{\"schema\":\"s\",\"data\":[7]}'",
        "cx, '{}'",
        "se_va, many",
        "res, wide",
        "cookie, maybe",
    })
    void whatCannotBeReadIsKeptAsItWasSent(String field, String sent) {
        var event = only(with(field, sent));
        var property = Map.of("se_va", "se_value", "cookie", "br_cookies").getOrDefault(field, field);

        assertThat(event.name()).isEqualTo("unstruct");
        assertThat(event.properties()).containsEntry(property, text(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "pv, page_view",
        "pp, page_ping",
        "se, struct",
        "ue, unstruct",
        "tr, transaction",
        "ti, transaction_item",
        "ad, ad_impression",
        "new, new",
        "'', unnamed"
    })
    void theKindOfAnEventIsItsName(String kind, String name) {
        assertThat(only(with("e", kind)).name()).isEqualTo(name);
    }

    @Test
    void aWrongClockIsPutRightByTheMomentOfSending() {
        var fields = with("dtm", millis("2026-11-23T20:00:00Z"));
        fields.put("stm", millis("2026-11-23T20:00:05Z"));

        var event = only(fields);

        assertThat(event.time()).isEqualTo(ARRIVAL.minusSeconds(5));
        assertThat(event.sentTime()).isEqualTo(Instant.parse("2026-11-23T20:00:00Z"));
        assertThat(event.marks()).contains(Marks.CLOCK_CORRECTED);
    }

    @Test
    void theTrueTimeIsTakenAsItIs() {
        var fields = with("ttm", millis("2026-11-20T08:00:00Z"));
        fields.put("dtm", millis("2026-11-23T20:00:00Z"));
        fields.put("stm", millis("2026-11-23T20:00:05Z"));

        var event = only(fields);

        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(event.properties()).containsEntry("dvce_created_tstamp", amount(millis("2026-11-23T20:00:00Z")));
    }

    @Test
    void aTimeThatIsNoneIsKeptAndSaid() {
        var event = only(with("dtm", "yesterday"));

        assertThat(event.time()).isEqualTo(ARRIVAL);
        assertThat(event.marks()).contains(Marks.TIME_UNREADABLE);
        assertThat(event.properties()).containsEntry("dvce_created_tstamp", text("yesterday"));
    }

    @Test
    void theVisitorIsTheDomainsUserElseTheNetworks() {
        var both = with("nuid", "n-1");
        var network = with("nuid", "n-1");
        network.remove("duid");

        assertThat(only(both).visitor()).isEqualTo("d-1");
        assertThat(only(both).properties()).containsEntry("network_userid", text("n-1"));
        assertThat(only(network).visitor()).isEqualTo("n-1");
        assertThat(only(network).properties()).doesNotContainKey("network_userid");
    }

    @Test
    void theSourceIsThatOfTheApplicationElseTheOneThatTakesTheRest() {
        var strict = Collector.of(Shop.workspace(Shop.TRACKERS), Map.of());
        var open = Collector.of(Shop.workspace(Shop.TRACKERS, Shop.snowplow("rest", List.of())), Map.of());

        assertThat(open.collect(get(with("aid", "other")), ARRIVAL)
                        .events()
                        .getFirst()
                        .source())
                .isEqualTo("rest");
        assertThat(open.collect(get(with("aid", "shop")), ARRIVAL)
                        .events()
                        .getFirst()
                        .source())
                .isEqualTo("trackers");
        var refused = strict.collect(get(with("aid", "other")), ARRIVAL);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("event.unknown-application");
    }

    @Test
    void anEventOfNoSourceDoesNotHoldUpTheOthers() {
        var collected =
                post("{\"data\":[{\"e\":\"pv\",\"aid\":\"other\"},7,{\"e\":\"pv\",\"aid\":\"shop\",\"duid\":\"d\"}]}");

        assertThat(collected.status()).isEqualTo(200);
        assertThat(collected.events()).hasSize(1);
        assertThat(collected.outcomes()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"data\":{}}", "{\"data\":["})
    void whatIsNoPayloadIsRefused(String body) {
        assertThat(post(body).status()).isEqualTo(400);
    }

    @Test
    void aTextThatIsTooLongCostsItselfOnly() {
        var event = only(with("url", "/".repeat(70_000)));

        assertThat(event.properties()).doesNotContainKeys("url", "page_url").containsKey("app_id");
        assertThat(event.marks()).contains(Marks.PROPERTY_DROPPED);
    }

    @Test
    void dataThatIsTooDeepIsKeptAsText() {
        var deep = selfDescribing("{\"a\":" + "[".repeat(80) + "]".repeat(80) + "}");

        assertThat(only(with("ue_pr", deep)).properties()).containsEntry("ue_pr", text(deep));
    }

    /** The page of the documentation lists every field, and no other. */
    @Test
    void everyFieldIsDocumented() throws IOException {
        var row = Pattern.compile("\\| `([a-z_]+)` \\| `([a-z_]+)`(?:, `([a-z_]+)`)? \\|.*");
        var documented = Files.readString(checkout().resolve("docs/collecting.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("## Snowplow"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(cells ->
                        cells.group(1) + " " + cells.group(2) + (cells.group(3) == null ? "" : "," + cells.group(3)));
        var known = StreamSupport.stream(SnowplowFields.rows().spliterator(), false)
                .map(field -> field.field() + " " + String.join(",", field.properties()));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(known.toList());
    }

    private static Path checkout() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private List<Event> recorded(String name) throws IOException {
        return Recording.named(name).requests().stream()
                .flatMap(request -> collector.collect(request, ARRIVAL).events().stream())
                .toList();
    }

    private static Map<String, String> with(String field, String value) {
        var fields = new LinkedHashMap<>(ORDER);
        fields.put(field, value);
        return fields;
    }

    private static Request get(Map<String, String> fields) {
        return Requests.get(Protocol.SNOWPLOW, List.copyOf(fields.entrySet()));
    }

    /** The event, which is the same by either way of sending. */
    private Event only(Map<String, String> fields) {
        var got = collector.collect(get(fields), ARRIVAL).events();
        var body = fields.entrySet().stream()
                .map(field -> JsonMapper.shared().writeValueAsString(field.getKey()) + ":"
                        + JsonMapper.shared().writeValueAsString(field.getValue()))
                .collect(Collectors.joining(",", "{\"data\":[{", "}]}"));
        var posted = post(body).events();

        assertThat(got).hasSize(1);
        assertThat(posted)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .isEqualTo(got);
        return got.getFirst();
    }

    private Collected post(String body) {
        return collector.collect(Requests.post(Protocol.SNOWPLOW, body, Map.of()), ARRIVAL);
    }

    private static String selfDescribing(String data) {
        return """
                {"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0",
                 "data":{"schema":"iglu:org.example/order/jsonschema/1-0-0","data":%s}}""".formatted(data);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String millis(String time) {
        return Long.toString(Instant.parse(time).toEpochMilli());
    }
}
