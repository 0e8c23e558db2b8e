package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules written out where they are used must stay of a size that can be compiled and evaluated. */
final class RuleSizesTest {

    @Test
    void rulesThatDoubleAreTooLarge() {
        var rules = new StringBuilder("rules:\n  r0: { event: x }\n");
        for (var i = 1; i <= 30; i++) {
            rules.append("  r%d: { any: [ { rule: r%d }, { rule: r%d } ] }\n".formatted(i, i - 1, i - 1));
        }
        assertThat(Reading.problems(rules.toString()))
                .singleElement()
                .hasToString(
                        "shop.yaml:15:3 rules.r13: found the rule \"r13\", too large when the rules in it are written"
                                + " out, expected at most 10000 conditions and 200 levels.");
    }

    @Test
    void rulesByWhichPastEventsAreDescribedCountAsWell() {
        var sequence = "{ sequence: [ { event: a, where: { rule: r9999 } }, { absent: b, where: { rule: r9999 } },"
                + " { event: c }, { event: d, where: { rule: r9999 }, absent_for: 1h } ] }";
        for (var asked : List.of("{ did: { where: { any: [ { rule: r9999 }, { rule: r9999 } ] } } }", sequence)) {
            var rules = new StringBuilder("rules:\n  r9999: { all: [");
            rules.append("{ event: x }, ".repeat(5_000)).append("] }\n");
            assertThat(Reading.problems(
                            rules + "  small: " + asked.replace("r9999", "tiny") + "\n  tiny: { event: x }\n"))
                    .isEmpty();
            assertThat(Reading.problems(rules + "  large: " + asked + "\n"))
                    .singleElement()
                    .asString()
                    .contains("the rule \"large\", too large");
        }
    }

    @Test
    void aLongChainIsTooDeep() {
        assertThat(Reading.problems(chain(20_000)))
                .singleElement()
                .asString()
                .contains("at most 10000 conditions and 200 levels");
    }

    @Test
    void aChainOfADozenIsNot() {
        assertThat(Reading.problems(chain(12))).isEmpty();
    }

    private static String chain(int length) {
        var rules = new StringBuilder("rules:\n");
        for (var i = 0; i < length; i++) {
            rules.append("  r%d: { rule: r%d }\n".formatted(i, i + 1));
        }
        return rules.append("  r%d: { event: x }\n".formatted(length)).toString();
    }
}
