package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Badges that are worn as long as something holds, where only an event says it. */
final class WhileTest {
    private static final String REST = """
            attributes:
              spent: { type: number, enrichments: [ increase: { by: 1 } ] }
              now_spent: { scope: event, type: number, enrichments: [ set: { to: total } ] }
            rules:
              buys: { event: purchase }
              has_spent: { spent: { at_least: 1 } }
            """;

    @Test
    void whoeverReadsTheEventIsWarned() {
        assertThat(Reading.warnings(REST + "badges: { buyer: { while: { event: purchase } } }"))
                .extracting(Problem::toString)
                .containsExactly(
                        "shop.yaml:7:29 badges.buyer.while.event: found \"event\" in the while of the badge buyer,"
                                + " expected attributes of the visit or the visitor, or assign and remove."
                                + " It ends with whatever happens next, an event or a deadline.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ while: { total: { at_least: 1 } } }",
                "{ while: { now_spent: { at_least: 1 } } }",
                "{ while: { rule: buys } }",
                "{ while: { all: [ { spent: { at_least: 1 } }, { not: { event: purchase } } ] } }"
            })
    void howeverItIsRead(String badge) {
        assertThat(Reading.warnings(REST + "badges: { buyer: " + badge + " }"))
                .extracting(Problem::code)
                .containsExactly("definition.reads-event");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ while: { spent: { at_least: 1 } } }",
                "{ while: { rule: has_spent } }",
                "{ while: { did: { event: purchase, times: { at_least: 1 }, within: 5m } } }",
                "{ assign: { if: { event: purchase } }, remove: { if: { event: return } } }"
            })
    void nobodyElse(String badge) {
        assertThat(Reading.warnings(REST + "badges: { buyer: " + badge + " }")).isEmpty();
    }
}
