package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What tests beside definitions find, as people write them. */
final class DefinitionTestsTest {
    private static final String DEFINITIONS = """
            attributes:
              orders: { type: number, enrichments: [ { increase: { by: 1 } } ] }
              last: { type: string, enrichments: [ { set: { to: item } } ] }
              seen: { type: date, enrichments: [ { set: { to: event_time } } ] }
            badges:
              regular: { assign: { if: { orders: { at_least: 3 } } } }
            segments:
              away: { if: { seen: { at_most: 1d ago } } }
            connectors: { notebook: { kind: log } }
            actions:
              call_back: { connector: notebook, trigger: { joined: away } }
              welcome_back: { connector: notebook, trigger: { left: away } }
              thank: { connector: notebook, trigger: { badge_assigned: regular } }
            tests:
              - name: a test
            """;

    @Test
    void ofEventsWithOneIdTheFirstCounts() {
        assertThat(failures("""
                    events:
                      - { at: 2026-03-01T10:00Z, visitor: ada, event: order, id: o1, item: first }
                      - { at: 2026-03-01T11:00Z, visitor: ada, event: order, id: o1, item: another time }
                      - { at: 2026-03-01T10:00Z, visitor: ada, event: order, id: o1, item: the same time }
                      - { at: 2026-03-01T10:00Z, visitor: bob, event: order, id: o1, item: of another }
                    expect:
                      - { at: 2026-03-01T12:00Z, visitor: ada, attributes: { orders: 1, last: first } }
                      - { at: 2026-03-01T12:00Z, visitor: bob, attributes: { orders: 1, last: of another } }
                """)).isEmpty();
    }

    @Test
    void eventsOfOneMomentHappenInTheOrderWritten() {
        var events = new StringBuilder("    events:\n");
        for (var item = 1; item <= 11; item++) {
            events.append("      - { at: 2026-03-01T10:00Z, visitor: ada, event: order, item: no ")
                    .append(item)
                    .append(" }\n");
        }
        assertThat(failures(events + """
                    expect: [ { at: 2026-03-01T10:00Z, visitor: ada, attributes: { last: no 11 } } ]
                """)).isEmpty();
    }

    @Test
    void orderComesBeforeTheId() {
        assertThat(failures("""
                    events:
                      - { at: 2026-03-01T10:00Z, visitor: ada, event: order, id: a, order: 2, item: late }
                      - { at: 2026-03-01T10:00Z, visitor: ada, event: order, id: b, order: 1, item: early }
                    expect:
                      - { at: 2026-03-01T09:59:59.999Z, visitor: ada, attributes: { last: ~ } }
                      - { at: 2026-03-01T10:00Z, visitor: ada, attributes: { last: late } }
                """)).isEmpty();
    }

    @Test
    void twoDevicesOfOnePersonTriggerWhatThePersonDoes() {
        assertThat(failures("""
                    events:
                      - { at: 2026-03-01T10:00Z, visitor: phone, event: order, email: a@example.org }
                      - { at: 2026-03-01T11:00Z, visitor: laptop, event: order }
                      - { at: 2026-03-01T11:10Z, visitor: laptop, event: order, email: a@example.org }
                    expect:
                      - { at: 2026-03-01T11:00Z, visitor: laptop, attributes: { orders: 1 }, actions: [] }
                      - { at: 2026-03-01T11:10Z, visitor: laptop, badges: [regular], actions: [thank] }
                      - { at: 2026-03-01T11:10Z, visitor: phone, attributes: { orders: 3 }, actions: [thank] }
                """, "identifiers: { email: { from: email } }\n")).isEmpty();
    }

    @Test
    void somebodyElseOnADeviceTriggersOnlyTheirOwn() {
        assertThat(failures("""
                    events:
                      - { at: 2026-03-01T10:00Z, visitor: till, event: order, customer: c-1 }
                      - { at: 2026-03-03T10:00Z, visitor: till, event: order, customer: c-2 }
                      - { at: 2026-03-03T10:01Z, visitor: till, event: order }
                    expect:
                      - { at: 2026-03-02T10:00Z, visitor: till, segments: [away], actions: [call_back] }
                      - { at: 2026-03-03T10:01Z, visitor: till, attributes: { orders: 2 }, actions: [] }
                """, "identifiers: { customer: { from: customer, policy: switch } }\n"))
                .isEmpty();
    }

    @Test
    void actionsAreThoseSinceTheExpectationBefore() {
        assertThat(failures("""
                    events:
                      - { at: 2026-03-01T10:00Z, visitor: ada, event: order }
                      - { at: 2026-03-03T10:00Z, visitor: ada, event: order }
                      - { at: 2026-03-03T11:00Z, visitor: ada, event: order }
                    expect:
                      - { at: 2026-03-02T09:59:59.999Z, visitor: ada, not_segments: away, actions: [] }
                      - { at: 2026-03-02T10:00Z, visitor: ada, segments: [away], actions: [call_back] }
                      - { at: 2026-04-01T00:00Z, visitor: ada, actions: [welcome_back, thank, call_back] }
                """)).isEmpty();
    }

    @Test
    void aFailureSaysWhereWhatAndHowItIs() {
        assertThat(failures("""
                    events: [ { at: 2026-03-01T10:00Z, visitor: ada, event: order, item: x } ]
                    expect:
                      - at: 2026-03-02T10:00Z
                        visitor: ada
                        badges: [regular]
                        not_segments: [away]
                        attributes: { orders: 2, last: ~ }
                        actions: []
                """))
                .containsExactly(
                        "shop.yaml:18:9 tests[0].expect[0]: badge regular of ada: expected worn, found not worn",
                        "shop.yaml:18:9 tests[0].expect[0]: segment away of ada: expected not in it, found in it",
                        "shop.yaml:18:9 tests[0].expect[0]: attribute orders of ada: expected 2, found 1",
                        "shop.yaml:18:9 tests[0].expect[0]: attribute last of ada: expected missing, found x",
                        "shop.yaml:18:9 tests[0].expect[0]: actions triggered for ada: expected [], found [call_back]");
    }

    /** @param test the rest of the one test, below its name */
    private static List<String> failures(String test) {
        return failures(test, "");
    }

    /** @param more definitions */
    private static List<String> failures(String test, String more) {
        var files = new TreeMap<String, String>();
        files.put("shop.yaml", DEFINITIONS + test);
        files.put("more.yaml", more);
        var parsed = new WorkspaceReader().read(files);
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return DefinitionTests.run(((Parsed.Valid<Workspace>) parsed).value()).stream()
                .flatMap(result -> result.failures().stream())
                .map(DefinitionTests.Failure::toString)
                .toList();
    }
}
