package io.pharos.collect;

import static io.pharos.collect.Values.amount;
import static io.pharos.collect.Values.text;
import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in where Tealium's account and profile are in the path. */
final class TealiumPathsTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T22:00:00Z");
    private static final Map<String, String> PATH =
            Map.of("account", "demo", "profile", "main", "datasource", "abc123");
    private static final String TAG = """
            {"data":{"tealium_event":"cart_add","dom.url":"https://shop.example/ü","cp.utag_main_v_id":"v-9",
             "product_id":["B-1"],"nested":{"a":1}},"event":"view","extra":true}""";

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void anyJsonIsFlattenedWithUnderscores() {
        var event = only(integrate("""
                {"Detail":{"Name":"Ada","Deep":{"Flag":true}},"Total":9.50,"list":["A",1,null,false],
                 "items":[{"Sku":"a"},[1,2.50]],"nothing":null,"Tealium_Event":"order","tealium_visitor_id":"v-1"}"""));

        assertThat(event.name()).isEqualTo("order");
        assertThat(event.visitor()).isEqualTo("v-1");
        assertThat(event.source()).isEqualTo("collect");
        assertThat(event.properties())
                .containsEntry("detail_name", text("Ada"))
                .containsEntry("detail_deep_flag", new Value.Flag(true))
                .containsEntry("total", amount("9.5"))
                .containsEntry("list", new Value.Items(List.of(text("A"), amount("1"), new Value.Flag(false))))
                .containsEntry("items", texts("{\"Sku\":\"a\"}", "[1,2.50]"))
                .containsEntry("tealium_account", text("demo"))
                .containsEntry("tealium_datasource", text("abc123"))
                .containsEntry("tealium_trace_id", text("t-1"))
                .doesNotContainKey("nothing");
    }

    @Test
    void anArrayIsSeveralEventsOfWhichEachStandsForItself() {
        var collected = integrate("[{\"tealium_event\":\"a\"},7,{\"tealium_event\":\"b\",\"tealium_account\":\"x\"}]");

        assertThat(collected.status()).isEqualTo(200);
        assertThat(collected.events()).extracting(Event::name).containsExactly("a", "b");
        assertThat(collected.events()).extracting(Event::order).containsExactly(0L, 2L);
        assertThat(collected.events()).extracting(Event::source).containsOnly("collect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "[7,8]"})
    void whatHoldsNoEventIsRefused(String body) {
        assertThat(integrate(body).status()).isEqualTo(400);
    }

    @Test
    void whatTheTagKnowsKeepsItsNames() {
        var event = only(tag(List.of(Map.entry("data", TAG)), ""));

        assertThat(event.name()).isEqualTo("cart_add");
        assertThat(event.visitor()).isEqualTo("v-9");
        assertThat(event.properties())
                .containsEntry("dom.url", text("https://shop.example/ü"))
                .containsEntry("product_id", texts("B-1"))
                .containsEntry("nested.a", amount("1"))
                .containsEntry("extra", new Value.Flag(true))
                .containsEntry("tealium_profile", text("main"));
    }

    @Test
    void aFormInEitherEncodingAndPlainJsonAreTheSame() {
        var boundary = "------WebKitFormBoundary7MA4YWxkTrZu0gW";
        var expected = only(tag(List.of(Map.entry("data", TAG)), ""));
        var bodies = List.of(
                TAG,
                "x=1&data=" + URLEncoder.encode(TAG, StandardCharsets.UTF_8),
                boundary + "\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n" + TAG + "\r\n" + boundary
                        + "--\r\n");

        for (var body : bodies) {
            assertThat(only(tag(List.of(), body)))
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .isEqualTo(expected);
        }
    }

    @Test
    void theTagsOwnEventCountsWhereTheDataNamesNone() {
        assertThat(only(tag(List.of(), "{\"data\":{},\"event\":\"link\"}")).name())
                .isEqualTo("link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "data=", "data=%7B", "--", "--b\r\n\r\n--b--", "--b\r\nContent-Disposition: x\r\n\r\ny", "[]"
            })
    void aTagWithoutDataIsRefused(String body) {
        assertThat(tag(List.of(), body).status()).isEqualTo(400);
    }

    @Test
    void anIdThatOverridesCountsBeforeAnyOther() {
        var event = only(tag(List.of(), "{\"data\":{\"tealium_override_tapid\":\"o\",\"tealium_visitor_id\":\"v\"}}"));

        assertThat(event.visitor()).isEqualTo("o");
        assertThat(event.properties()).containsEntry("tealium_visitor_id", text("v"));
    }

    private Collected integrate(String body) {
        return collect(Protocol.TEALIUM_INTEGRATION, List.of(Map.entry("tealium_trace_id", "t-1")), body);
    }

    private Collected tag(List<Map.Entry<String, String>> query, String body) {
        return collect(Protocol.TEALIUM_TAG, query, body);
    }

    private Collected collect(Protocol protocol, List<Map.Entry<String, String>> query, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return collector.collect(
                new Request(protocol, PATH, query, Requests.headers(Map.of()), bytes, false, Optional::empty), ARRIVAL);
    }

    private static Event only(Collected collected) {
        assertThat(collected.problems()).isEmpty();
        assertThat(collected.events()).hasSize(1);
        return collected.events().getFirst();
    }
}
