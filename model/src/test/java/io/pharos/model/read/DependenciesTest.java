package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may refer to what without going round. What may not stands in {@code wrong.txt}. */
final class DependenciesTest {
    private static final String DECLARED = """
            badges: { vip: { assign: { if: { event: x } } } }
            segments: { rich: { if: { n: { above: 5 } } } }
            rules: { large: { total: { above: 100 } } }
            attributes:
              n: { type: number, enrichments: [ { increase: { by: total } } ] }
              d: { type: date, enrichments: [ { set: { to: event_time } } ] }
              orders: { type: timeline, enrichments: [ { record: { capture: [n, total] } } ] }
              sum: { type: number, derive: { rolling_sum: { of: orders, field: n } } }
              age: { type: number, derive: { elapsed: { since: d, unit: days } } }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: number, enrichments: [ { set: { to: n }, if: { did: { where: { n: { above: 1 } } } } } ] }",
                "{ type: number, enrichments: [ { increase: { by: 1 }, if: { visitor.x: { below: 5 } } } ] }",
                "{ type: number, enrichments: [ { set: { to: n }, if: { did: { where: { x: { above: 1 } } } } } ] }",
                "{ type: number, enrichments: [ { set: { to: n }, if: { did: { where: { rule: large } } } } ] }",
                "{ type: number, enrichments: [ { set: { to: n }, if: [ { badge: vip }, { segment: rich } ] } ] }",
                "{ type: timeline, enrichments: [ { record: { capture: [sum, age] } } ] }",
                "{ type: number, derive: { ratio: [sum, n] } }",
                "{ type: number, enrichments: [ { set: { ratio: [age, sum] } } ] }",
                "{ type: funnel, steps: [ { name: a, if: { visitor.x: { started: false } } } ] }",
                "{ type: number, enrichments: [ { set: { change_in: visitor.x } } ] }"
            })
    void thisMayBeRead(String definition) {
        assertThat(Reading.problems(DECLARED + "  x: " + definition + "\n")).isEmpty();
    }
}
