package io.pharos.engine;

import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;

import io.pharos.engine.testkit.Scenario;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The attributes and badges that Pharos brings along, by examples worked out by hand. */
final class PreloadedTest {
    private static final String SITE = "https://shop.example/";
    private static final String OTHER_SITE = "https://news.example/";

    @Test
    void aVisitOfTwoEventsEndsHalfAnHourAfterTheSecond() {
        visitor("visit: { single_event_timeout: 30m }")
                .on("2026-03-01T00:00Z")
                .sends("view")
                .on("2026-03-01T00:29Z")
                .sends("view")
                .whenTimeIs("2026-03-01T00:58:59.999Z")
                .thenAttribute("visit_event_count", 2)
                .thenAttribute("visit_duration_minutes", 29)
                .whenTimeIs("2026-03-01T00:59Z")
                .thenMissing("visit_event_count", "visit_duration_minutes")
                .thenAttribute("last_visit", moment("2026-03-01T00:29Z"))
                .on("2026-03-01T01:00Z")
                .sends("view")
                .thenAttribute("lifetime_visit_count", 2);
    }

    @Test
    void aVisitOfOneEventEndsAfterTenMinutes() {
        visitor("")
                .on("2026-03-01T00:00Z")
                .sends("view")
                .whenTimeIs("2026-03-01T00:09:59.999Z")
                .thenAttribute("visit_start", moment("2026-03-01T00:00Z"))
                .whenTimeIs("2026-03-01T00:10Z")
                .thenMissing("visit_start")
                .on("2026-03-01T00:15Z")
                .sends("view")
                .thenAttribute("lifetime_visit_count", 2);
    }

    @Test
    void aVisitInAnAppEndsAfterTwoMinutes() {
        visitor("")
                .on("2026-03-01T00:00Z")
                .sends("open", "platform", "ios")
                .on("2026-03-01T00:03Z")
                .sends("open", "platform", "ios")
                .thenAttribute("lifetime_visit_count", 2)
                .thenAttribute("active_platform", "ios");
    }

    @Test
    void aVisitWithoutAPauseEndsAfterADay() {
        var visitor = visitor("visit: { single_event_timeout: 30m }");
        var start = moment("2026-03-01T00:00Z");
        for (var minutes = 0; minutes < 25 * 60; minutes += 20) {
            visitor.on(start.plus(Duration.ofMinutes(minutes)).toString()).sends("view");
        }
        visitor.thenAttribute("lifetime_visit_count", 2)
                .thenAttribute("lifetime_event_count", 75)
                .thenAttribute("visit_start", start.plus(Duration.ofHours(24)))
                .thenAttribute("visit_event_count", 3);
    }

    @Test
    void theEndOfAVisitComesBeforeAnEventAtItsMoment() {
        visitor("visit: { single_event_timeout: 30m }")
                .on("2026-03-01T00:00Z")
                .sends("view")
                .on("2026-03-01T00:30Z")
                .sends("view")
                .thenAttribute("lifetime_visit_count", 2)
                .thenAttribute("visit_event_count", 1);
    }

    @Test
    void theFirstEventMayAskForAnotherTimeout() {
        visitor("")
                .on("2026-03-01T00:00:00Z")
                .sends("ping", "_dc_ttl_", 5000)
                .on("2026-03-01T00:00:06Z")
                .sends("ping")
                .thenAttribute("lifetime_visit_count", 2);
    }

    @Test
    void theFirstEventOfAVisitorWithoutAReferrer() {
        visitor("")
                .on("2026-03-01T00:00Z")
                .sends("view", "url", SITE)
                .thenAttribute("lifetime_visit_count", 1)
                .thenAttribute("lifetime_event_count", 1)
                .thenAttribute("visit_event_count", 1)
                .thenAttribute("total_direct_visits", 1)
                .thenAttribute("direct_visit", true)
                .thenMissing("returning_visitor", "referred_visit")
                .thenWears("unbadged")
                .thenDoesNotWear("fan", "frequent_visitor");
    }

    @Test
    void theSecondVisitComesFromAnotherSite() {
        visitor("")
                .on("2026-03-01T00:00Z")
                .sends("view", "url", SITE)
                .on("2026-03-02T00:00Z")
                .sends("view", "url", SITE, "referrer", OTHER_SITE)
                .thenAttribute("lifetime_visit_count", 2)
                .thenAttribute("total_direct_visits", 1)
                .thenAttribute("total_referred_visits", 1)
                .thenAttribute("returning_visitor", true)
                .thenMissing("direct_visit")
                .thenDoesNotWear("fan");
    }

    @Test
    void clientsNameThePageDifferently() {
        for (var names : Map.of(
                        "url", "referrer",
                        "page_url", "page_referrer",
                        "dom.url", "dom.referrer",
                        "context.page.url", "context.page.referrer")
                .entrySet()) {
            visitor("")
                    .on("2026-03-01T00:00Z")
                    .sends("view", names.getKey(), SITE, names.getValue(), OTHER_SITE)
                    .thenAttribute("entry_url", SITE)
                    .thenAttribute("last_event_url", SITE)
                    .thenAttribute("referred_visit", true);
        }
    }

    /** RudderStack's word for no referrer, and a page that leads to itself. */
    @Test
    void aVisitIsDirectAlsoWhereTheReferrerIsNone() {
        for (var referrer : new String[] {"", "$direct", SITE}) {
            visitor("")
                    .on("2026-03-01T00:00Z")
                    .sends("view", "context.page.url", SITE, "context.page.referrer", referrer)
                    .thenAttribute("direct_visit", true)
                    .thenMissing("referred_visit");
        }
    }

    @Test
    void importsLeaveNothingButTheFirstVisit() {
        visitor("badges: { vip: { assign: { if: { event: purchase } } } }")
                .on("2026-03-01T00:00Z")
                .imports("view", "url", SITE, "browser", "Firefox", "device", "PC")
                .whenTimeIs("2026-03-02T00:00Z")
                .thenAttribute("first_visit", moment("2026-03-01T00:00Z"))
                .thenMissing(
                        "last_visit",
                        "lifetime_visit_count",
                        "lifetime_event_count",
                        "total_direct_visits",
                        "total_referred_visits",
                        "last_event_url",
                        "total_time_spent_minutes",
                        "average_visit_duration_minutes",
                        "lifetime_browser_types_used",
                        "lifetime_devices_used")
                .thenDoesNotWear("unbadged", "fan")
                .on("2026-03-15T00:00Z")
                .sends("view")
                .thenAttribute("lifetime_visit_count", 1)
                .thenAttribute("weeks_since_first_visit", 2)
                .thenAttribute("average_visits_per_week", new BigDecimal("0.5"))
                .thenMissing("returning_visitor")
                .thenWears("unbadged");
    }

    /** A badge may come and go without an event. */
    @Test
    void unbadgedIsWhoeverWearsNoneOfTheWorkspacesBadges() {
        visitor("""
                badges:
                  here: { while: { last_seen: { within: 5m } } }
                  buyer: { assign: { if: { event: purchase } }, remove: { if: { event: refund } } }
                attributes: { last_seen: { type: date, enrichments: [ { set: { to: event_time } } ] } }
                """)
                .on("2026-03-01T00:00Z")
                .sends("view")
                .thenWears("here")
                .thenDoesNotWear("unbadged")
                .whenTimeIs("2026-03-01T00:05Z")
                .thenWears("unbadged")
                .thenDoesNotWear("here")
                .on("2026-03-01T00:06Z")
                .sends("purchase")
                .whenTimeIs("2026-03-02T00:00Z")
                .thenWears("buyer")
                .thenDoesNotWear("unbadged", "here");
    }

    private static Scenario visitor(String definitions) {
        var yaml = "preloaded: true\nsources: { till: { kind: file, format: jsonl } }\n" + definitions;
        var parsed = new WorkspaceReader().read(new TreeMap<>(Map.of("shop.yaml", yaml)));
        if (parsed instanceof Parsed.Valid<Workspace> valid) {
            return given(valid.value());
        }
        throw new IllegalArgumentException(parsed.toString());
    }
}
