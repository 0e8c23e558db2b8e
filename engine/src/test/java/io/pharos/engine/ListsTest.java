package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.given;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Workspace.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How lists, sets and tallies are written and how large they may become, by examples worked out by hand. */
final class ListsTest {

    private static Draft shopWith(Type type, Operation atAnyEvent) {
        return workspace("shop").attribute("known", type, always(atAnyEvent));
    }

    private static Draft small(int text, int items) {
        return workspace("shop").limits(new Limits(text, items, 1000, 100));
    }

    @Test
    void aListKeepsOrderAndDuplicates() {
        given(shopWith(Type.LIST_OF_STRINGS, add(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of())
                .thenMissing("known")
                .sends("view", "x", "b")
                .sends("view", "x", List.of("a", "b", 7))
                .thenAttribute("known", List.of("b", "a", "b", "7"));
    }

    @Test
    void aSetIsAddedInItsOrder() {
        given(workspace("shop")
                        .attribute("tags", Type.SET_OF_STRINGS, always(set(property("x"))))
                        .attribute("all", Type.LIST_OF_STRINGS, always(add(attribute("tags")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "a")
                .sends("view", "x", List.of("b", "a"))
                .thenAttribute("all", List.of("a", "a", "b"));
    }

    @Test
    void itemsThatAreOfAnotherTypeAreLeftOut() {
        given(shopWith(Type.LIST_OF_BOOLEANS, set(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("TRUE", false, "x"))
                .thenAttribute("known", List.of(true, false))
                .thenTroubled(1);
        given(shopWith(Type.LIST_OF_NUMBERS, set(property("x"))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("12.95", "", true, 3))
                .thenAttribute("known", List.of(12.95, 3))
                .thenTroubled(1)
                .sends("view", "x", "5")
                .thenAttribute("known", List.of(5));
    }

    @Test
    void itemsAreRemovedWhereverTheyStandOrAtOneEnd() {
        var list = List.of("a", "b", "a", "c", "a");
        for (var occurrences : Occurrences.values()) {
            given(workspace("shop")
                            .attribute(
                                    "known",
                                    Type.LIST_OF_STRINGS,
                                    always(set(property("x"))),
                                    always(remove(property("gone"), occurrences))))
                    .on("2026-03-01T10:00Z")
                    .sends("view", "x", list, "gone", "a")
                    .thenAttribute(
                            "known",
                            switch (occurrences) {
                                case ALL -> List.of("b", "c");
                                case FIRST -> List.of("b", "a", "c", "a");
                                case LAST -> List.of("a", "b", "a", "c");
                            })
                    .sends("view", "x", list, "gone", List.of("a", "a", "d"))
                    .thenAttribute(
                            "known",
                            switch (occurrences) {
                                case ALL -> List.of("b", "c");
                                case FIRST -> List.of("b", "c", "a");
                                case LAST -> List.of("a", "b", "c");
                            });
        }
    }

    @Test
    void numbersAreTheSameHoweverTheyAreWritten() {
        given(workspace("shop")
                        .attribute(
                                "known",
                                Type.LIST_OF_NUMBERS,
                                always(set(property("x"))),
                                always(remove(property("gone")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("1.50", 2, 1.5), "gone", "1.5")
                .thenAttribute("known", List.of(2));
    }

    @Test
    void lettersBecomeSmall() {
        given(workspace("shop")
                        .attribute("text", Type.STRING, always(set(property("x"))), always(lowercase()))
                        .attribute("set", Type.SET_OF_STRINGS, always(add(property("l"))), always(lowercase()))
                        .attribute("list", Type.LIST_OF_STRINGS, always(add(property("l"))), always(lowercase())))
                .on("2026-03-01T10:00Z")
                .sends("view")
                .thenMissing("text", "set", "list")
                .sends("view", "x", "GRÖẞE", "l", List.of("A", "a", "B"))
                .thenAttribute("text", "größe")
                .thenAttribute("set", Set.of("a", "b"))
                .thenAttribute("list", List.of("a", "a", "b"));
    }

    @Test
    void aTallyIsIncreasedByAnother() {
        given(workspace("shop")
                        .attribute(Scope.VISIT, "cart", Type.TALLY, always(set(pairs(property("k"), property("v")))))
                        .attribute("all", Type.TALLY, always(increaseKeys(attribute("cart"), 1)))
                        .attribute("double", Type.TALLY, always(increaseKeys(attribute("cart"), 2)))
                        .derived("favourite", Type.STRING, topKey("all")))
                .on("2026-03-01T10:00Z")
                .sends("view", "k", "a", "v", 1)
                .sends("view", "k", List.of("c", "a"), "v", List.of(1, 2))
                .thenTally("all", Map.of("a", "3", "c", "1"))
                .thenTally("double", Map.of("a", "6", "c", "2"));
    }

    @Test
    void keysIncreasedAtOnceAreInNoOrder() {
        given(workspace("shop")
                        .attribute("tags", Type.SET_OF_STRINGS, always(set(property("x"))))
                        .attribute("by_set", Type.TALLY, always(increaseKeys(attribute("tags"), 1)))
                        .attribute("by_list", Type.TALLY, always(increaseKeys(property("x"), 1)))
                        .derived("of_set", Type.STRING, topKey("by_set"))
                        .derived("of_list", Type.STRING, topKey("by_list")))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "a")
                .sends("view", "x", List.of("c", "b"))
                .thenAttribute("of_set", "b")
                .thenAttribute("of_list", "b")
                .sends("view", "x", List.of("a", "c", "b"))
                .thenAttribute("of_set", "a")
                .thenAttribute("of_list", "b");
    }

    @Test
    void aTextThatIsTooLongIsNotSaved() {
        given(small(3, 10).attribute("known", Type.STRING, always(set(property("x")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "abc")
                .thenTroubled(0)
                .sends("view", "x", "abcd")
                .thenAttribute("known", "abc")
                .thenTroubled(1);
    }

    @Test
    void aTextOfAnEventIsCut() {
        given(small(3, 10)
                        .attribute(Scope.EVENT, "short", Type.STRING, always(set(property("x"))))
                        .attribute("known", Type.STRING, always(set(attribute("short")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", "ab\uD83D\uDE00d")
                .thenAttribute("known", "ab\uD83D\uDE00")
                .thenTroubled(1);
    }

    @Test
    void aListKeepsItsLastItems() {
        given(small(10, 3).attribute("known", Type.LIST_OF_STRINGS, always(add(property("x")))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("a", "b", "c"))
                .thenTroubled(0)
                .sends("view", "x", List.of("d", "e"))
                .thenAttribute("known", List.of("c", "d", "e"))
                .thenTroubled(1);
    }

    @Test
    void aSetAndATallyRefuseWhatIsNew() {
        given(small(10, 2)
                        .attribute("set", Type.SET_OF_STRINGS, always(add(property("x"))))
                        .attribute("tally", Type.TALLY, always(increaseKeys(property("x"), 1))))
                .on("2026-03-01T10:00Z")
                .sends("view", "x", List.of("c", "b", "a", "c"))
                .thenAttribute("set", Set.of("b", "c"))
                .thenTally("tally", Map.of("b", "1", "c", "2"))
                .thenTroubled(1)
                .sends("view", "x", "b")
                .thenTally("tally", Map.of("b", "2", "c", "2"))
                .thenTroubled(1);
    }

    /** From the first 8 bytes of the SHA-256 of "anonymous:ada", a zero and "group": 99.42% is drawn, and so on. */
    @Test
    void aValueIsDrawnByTheFirstIdentifierAndTheName() {
        var draft = workspace("shop")
                .attribute(
                        "group",
                        Type.STRING,
                        always(split(share("gold", "50"), share(property("b"), "49"), share("bronze", "1"))));
        given(draft).visitor("eve").on("2026-03-01T10:00Z").sends("view").thenAttribute("group", "gold");
        given(draft).visitor("ada").on("2026-03-01T10:00Z").sends("view").thenAttribute("group", "bronze");
        given(draft)
                .visitor("bob")
                .on("2026-03-01T10:00Z")
                .sends("view", "b", "silver")
                .thenAttribute("group", "silver")
                .sends("view", "b", "steel")
                .thenAttribute("group", "steel")
                .sends("view")
                .thenAttribute("group", "steel");
    }
}
