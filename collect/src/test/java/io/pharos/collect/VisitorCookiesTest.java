package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collect.Collected.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a visitor's cookie is read, set, changed and left alone. */
final class VisitorCookiesTest {
    private static final Instant ARRIVAL = Instant.parse("2026-11-23T22:00:00Z");

    private final Collector collector = Collector.of(Shop.workspace(), Map.of());

    @Test
    void aSnowplowRequestWithoutAnIdGetsOneAndIsKnownByIt() {
        var first = snowplow(Map.of(), "e=pv");
        var cookie = first.cookie().orElseThrow();
        var second = snowplow(Map.of("Cookie", "a=b; sp=" + cookie.value() + "; c"), "e=pv");

        assertThat(cookie.name()).isEqualTo("sp");
        assertThat(cookie.lifetime()).isEqualTo(Duration.ofDays(365));
        assertThat(visitor(first)).isEqualTo(cookie.value());
        assertThat(visitor(second)).isEqualTo(cookie.value());
        assertThat(second.cookie()).isEmpty();
        assertThat(first.events().getFirst().marks()).doesNotContain(Marks.NO_VISITOR);
    }

    @Test
    void theIdInThePayloadCountsBeforeTheCookie() {
        var collected = snowplow(Map.of("Cookie", "sp=c-1"), "duid=d-1");

        assertThat(visitor(collected)).isEqualTo("d-1");
        assertThat(collected.cookie()).isEmpty();
        assertThat(snowplow(Map.of(), "duid=d-1").cookie()).isEmpty();
    }

    @Test
    void aServerThatNamesACustomerLinksNoNewDeviceWithEachRequest() {
        var collected = snowplow(Map.of(), "uid=u-1");

        assertThat(visitor(collected)).isNull();
        assertThat(collected.cookie()).isPresent();
        assertThat(visitor(snowplow(Map.of("Cookie", "sp=c-1"), "uid=u-1"))).isEqualTo("c-1");
    }

    @Test
    void whoAsksToStayUnknownHasNoCookie() {
        var collected = snowplow(Map.of("SP-Anonymous", "*", "Cookie", "sp=c-1"), "e=pv");

        assertThat(collected.cookie()).isEmpty();
        assertThat(visitor(collected)).isNotEqualTo("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sp=", "sp=%20", "spx=1", "=", ";;;", "sp", "sp=%zz"})
    void oddCookiesDoNoHarm(String cookie) {
        assertThat(snowplow(Map.of("Cookie", cookie), "e=pv").events()).hasSize(1);
    }

    @Test
    void aCookieThatIsTooLongIsNone() {
        assertThat(snowplow(Map.of("Cookie", "sp=" + "x".repeat(5000)), "e=pv").cookie())
                .isPresent();
    }

    @Test
    void eachAccountAndProfileHasItsPartOfTealiumsCookie() {
        var first = pixel(Map.of("Cookie", "TAPID=other/main>o%3e1|broken|x/y>"), "");
        var cookie = first.cookie().orElseThrow();
        var second = pixel(Map.of("Cookie", "TAPID=" + cookie.value()), "");

        assertThat(cookie.value()).isEqualTo("other/main>o%3E1|demo/main>" + visitor(first));
        assertThat(visitor(second)).isEqualTo(visitor(first));
        assertThat(second.cookie()).isEmpty();
    }

    @Test
    void tealiumsParametersDecideAboutTheCookie() {
        var sent = Map.of("Cookie", "TAPID=demo/main>t-1|other/main>o-1");

        assertThat(visitor(pixel(sent, ""))).isEqualTo("t-1");
        assertThat(visitor(pixel(sent, "tealium_vid=v-1"))).isEqualTo("v-1");
        var skipped = pixel(sent, "tealium_skip_3rd_party_vid_cookies=true");
        assertThat(visitor(skipped)).isNotEqualTo("t-1");
        assertThat(skipped.cookie()).isEmpty();
        assertThat(pixel(sent, "tealium_delete_3rd_party_vid_cookies=true").cookie())
                .contains(new Cookie("TAPID", "other/main>o-1", Duration.ofDays(365)));
        assertThat(pixel(Map.of("Cookie", "TAPID=demo/main>t-1"), "tealium_delete_3rd_party_vid_cookies=true")
                        .cookie())
                .contains(new Cookie("TAPID", "", Duration.ZERO));
        var overridden = pixel(sent, "tealium_override_tapid=n\r\n;1&tealium_delete_3rd_party_vid_cookies=true");
        assertThat(visitor(overridden)).isEqualTo("n\r\n;1");
        assertThat(overridden.cookie().orElseThrow().value()).isEqualTo("demo/main>n%0D%0A%3B1|other/main>o-1");
    }

    @Test
    void onlyPixelsOfTealiumHaveACookie() {
        var request = new Request(
                Protocol.TEALIUM_EVENT,
                Map.of(),
                List.of(Map.entry("tealium_account", "demo"), Map.entry("tealium_profile", "main")),
                Requests.headers(Map.of("Cookie", "TAPID=demo/main>t-1")),
                new byte[0],
                false,
                Optional::empty);

        var collected = collector.collect(request, ARRIVAL);

        assertThat(collected.cookie()).isEmpty();
        assertThat(visitor(collected)).isNotEqualTo("t-1");
    }

    private static @Nullable String visitor(Collected collected) {
        assertThat(collected.events()).hasSize(1);
        return collected.events().getFirst().visitor();
    }

    private Collected snowplow(Map<String, String> headers, String query) {
        return collect(Protocol.SNOWPLOW, headers, "aid=shop&" + query);
    }

    private Collected pixel(Map<String, String> headers, String query) {
        return collect(Protocol.TEALIUM_VISITOR_DATA, headers, "tealium_account=demo&tealium_profile=main&" + query);
    }

    private Collected collect(Protocol protocol, Map<String, String> headers, String query) {
        var parameters = new ArrayList<Map.Entry<String, String>>();
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                parameters.add(Map.entry(pair.split("=")[0], pair.split("=")[1]));
            }
        }
        return collector.collect(
                new Request(
                        protocol, Map.of(), parameters, Requests.headers(headers), new byte[0], false, Optional::empty),
                ARRIVAL);
    }
}
