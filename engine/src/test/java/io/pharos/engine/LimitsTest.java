package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.event;
import static io.pharos.engine.testkit.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Problem;
import io.pharos.model.Workspace.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values that would become too large, whichever way they come. */
final class LimitsTest {

    private static Draft small() {
        return workspace("shop").limits(new Limits(4, 3, 1000, 100));
    }

    @Test
    void aTextMayGrowTooLongOnItsWay() {
        given(small().attribute("joined", Type.STRING, always(set(join("-", property("a"), property("b")))))
                        .attribute("drawn", Type.STRING, always(split(share(property("a"), "100"))))
                        .attribute(
                                Scope.EVENT, "cut", Type.STRING, always(set(join("-", property("a"), property("b")))))
                        .attribute("of_cut", Type.STRING, always(set(attribute("cut"))))
                        .derived("derived", Type.STRING, join("-", attribute("joined"), attribute("drawn"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "a", "a", "b", "bc")
                .thenAttribute("joined", "a-bc")
                // What is derived takes no room.
                .thenAttribute("derived", "a-bc-a")
                .thenTroubled(0)
                .sends("view", "a", "abcde", "b", "f")
                .thenAttribute("joined", "a-bc")
                .thenAttribute("drawn", "a")
                .thenAttribute("of_cut", "abcd")
                .thenTroubled(1);
    }

    @Test
    void aSetThatIsReplacedKeepsWhatComesFirst() {
        given(small().attribute("set", Type.SET_OF_STRINGS, always(set(property("x"))))
                        .attribute("rest", Type.SET_OF_STRINGS, always(set(without(property("x"), listOf("b"))))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("d", "c", "d", "b", "a"))
                .thenAttribute("set", Set.of("d", "c", "b"))
                .thenAttribute("rest", Set.of("d", "c", "a"))
                .thenTroubled(1);
    }

    @Test
    void aListThatIsReplacedKeepsWhatComesLast() {
        given(small().attribute("list", Type.LIST_OF_NUMBERS, always(set(property("x")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of(1, "two", 3, 4, 5))
                .thenAttribute("list", List.of(3, 4, 5))
                .thenTroubled(1);
    }

    @Test
    void aFullTallyTakesAmountsOfTheKeysItHas() {
        given(small().attribute("pairs", Type.TALLY, always(set(pairs(property("k"), property("by")))))
                        .attribute("all", Type.TALLY, always(increaseKeys(attribute("pairs"), 1)))
                        .attribute("each", Type.TALLY, always(increaseKeys(property("k"), property("by")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", List.of("d", "c"), "by", List.of(1, 1))
                .thenTroubled(0)
                .sends("view", "k", List.of("b", "a", "c", "z", "b"), "by", List.of(1, 2, 3, 4, 5))
                .thenTally("pairs", Map.of("b", "6", "a", "2", "c", "3"))
                // Of another tally, in the order of its keys.
                .thenTally("all", Map.of("d", "1", "c", "4", "a", "2"))
                .thenTally("each", Map.of("d", "1", "c", "4", "b", "6"))
                .thenTroubled(1);
    }

    @Test
    void whatWasCutSaysSoInWords() {
        var engine = Engine.of(small().attribute("bio", Type.STRING, always(set(property("bio"))))
                .attribute("tags", Type.SET_OF_STRINGS, always(add(property("tags"))))
                .build());
        var step = engine.apply(
                engine.stranger(),
                event("e", "ada", "view", Instant.EPOCH, "bio", "abcde", "tags", List.of("a", "b", "c", "d", "e")));
        assertThat(step.problems())
                .extracting(Problem::code, Problem::toString)
                .containsExactlyInAnyOrder(
                        tuple(
                                "event.limit",
                                "attributes.bio: found a text of 5 characters, expected at most 4: it was not saved."),
                        tuple(
                                "event.limit",
                                "attributes.tags: found 2 more texts than there is room for, expected at most 3 in tags."));
    }
}
