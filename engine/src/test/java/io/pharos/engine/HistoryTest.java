package io.pharos.engine;

import static io.pharos.engine.testkit.Definitions.*;
import static io.pharos.engine.testkit.Draft.workspace;
import static io.pharos.engine.testkit.Scenario.event;
import static io.pharos.engine.testkit.Scenario.given;
import static io.pharos.engine.testkit.Scenario.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.engine.testkit.Draft;
import io.pharos.engine.testkit.EngineFold;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events make a profile, and in which order. */
final class HistoryTest {

    private static Draft shop() {
        return workspace("shop")
                .attribute("events", Type.NUMBER, always(increase(1)))
                .attribute("last_page", Type.STRING, always(set(property("page"))));
    }

    @Test
    void anIdThatCameBeforeIsADuplicateWhateverItSays() {
        given(shop())
                .on("2026-03-01T10:00Z")
                .sendsAgain(7, "view", "page", "home")
                .on("2026-03-02T10:00Z")
                .sendsAgain(7, "purchase", "page", "basket")
                .thenAttribute("events", 1)
                .thenAttribute("last_page", "home");
    }

    @Test
    void aLateEventLeavesTheSameProfile() {
        given(shop())
                .on("2026-03-02T10:00Z")
                .sends("view", "page", "second")
                .on("2026-03-01T10:00Z")
                .sends("view", "page", "first")
                .on("2026-03-02T10:00Z")
                .thenAttribute("events", 2)
                .thenAttribute("last_page", "second");
    }

    @Test
    void twoVisitorsShareNothing() {
        given(shop())
                .on("2026-03-01T10:00Z")
                .visitor("ada")
                .sends("view", "page", "home")
                .visitor("bob")
                .sends("view", "page", "basket")
                .thenAttribute("events", 1)
                .visitor("ada")
                .thenAttribute("last_page", "home");
    }

    @Test
    void eventsOfOneMomentAreFoldedByTheirIds() {
        var time = moment("2026-03-01T10:00Z");
        var a = event("a", "ada", "view", time, "page", "a");
        var b = event("b", "ada", "view", time, "page", "b");
        var folded = EngineFold.run(shop().build(), List.of(b, a), time);
        assertThat(folded.snapshot().attributes()).hasToString("{events=2, last_page=Text[text=b]}");
    }

    @Test
    void anEventFollowsOnlyWhatIsBeforeItInTheOrder() {
        var engine = Engine.of(shop().build());
        var time = moment("2026-03-01T10:00Z");
        var b = event("b", "ada", "view", time);
        var profile = engine.apply(engine.stranger(), b).profile();

        assertThat(engine.follows(profile, event("c", "ada", "view", time))).isTrue();
        assertThat(engine.follows(profile, b)).isFalse();
        assertThat(engine.follows(profile, event("a", "ada", "view", time))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.apply(profile, event("a", "ada", "view", time)))
                .withMessageContaining("event a");
    }

    @Test
    void anEventBeforeWhatTimeHasDoneDoesNotFollow() {
        var engine = Engine.of(shop().build());
        var time = moment("2026-03-01T10:00Z");
        var profile =
                engine.apply(engine.stranger(), event("a", "ada", "view", time)).profile();
        var ended = engine.advance(profile, time.plusSeconds(7200)).profile();

        assertThat(engine.follows(ended, event("b", "ada", "view", time.plusSeconds(599))))
                .isFalse();
        assertThat(engine.follows(ended, event("b", "ada", "view", time.plusSeconds(600))))
                .isTrue();
    }

    @Test
    void allIdentifiersAreRemembered() {
        var time = moment("2026-03-01T10:00Z");
        var draft = shop().identifier("email", Policy.MERGE, Normaliser.TRIM, Normaliser.LOWERCASE);
        var events = List.of(
                event("a", "ada", "view", time, "email", " Ada@Example.org"),
                event("b", "ada", "view", time, "email", "ada@example.org"));
        assertThat(EngineFold.run(draft.build(), events, time).snapshot().identifiers())
                .containsExactly(Identifier.anonymous("ada"), new Identifier("email", "ada@example.org"));
    }

    @Test
    void aProfileIsFoldedAgainUnderOtherDefinitions() {
        var engine = Engine.of(shop().build());
        var bytes = engine.encode(engine.stranger());
        var renamed = Engine.of(shop().build());
        var other = Engine.of(
                shop().attribute("more", Type.NUMBER, always(increase(1))).build());

        assertThat(renamed.version()).isEqualTo(engine.version());
        assertThat(renamed.decode(bytes)).isPresent();
        assertThat(other.version()).isNotEqualTo(engine.version());
        assertThat(other.decode(bytes)).isEmpty();
    }

    @Test
    void aProfileFromBeforeTracksWereBytesIsFoldedAgain() {
        var engine = Engine.of(
                workspace("shop").segment("in", did(kind("view"), days(7))).build());
        // Ada's first view, under these very definitions.
        var bytes = HexFormat.of()
                .parseHex("018b47e2fbc203c4310180b4b98d956780b4b98d956700016107776562736974650361646180a0c88109"
                        + "0109616e6f6e796d6f757303616461000100000a0180b4b98d9567000180b4b98d956700c0cf24c0ee6d00");
        assertThat(engine.decode(bytes)).isEmpty();
    }
}
