package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event.Origin;
import io.pharos.model.read.WorkspaceReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which identifiers an event's visitor is known, and which values name nobody. */
final class IdentificationTest {
    private static final String KINDS = """
            identifiers:
              customer: { from: [customer_id, user_id], guard: { shortest: 3, distinct: 2, block: [Demo User] } POLICY }
              email: { from: email, normalise: [trim, lowercase] }
            """;

    private static final String TEALIUM = """
            identifiers:
              customer: { from: customer_id, tealium_attribute: 7688 }
              email: { from: email, normalise: [trim, lowercase], tealium_attribute: 5121 }
            """;

    private final Identification merging = of(KINDS.replace("POLICY", ""));
    private final Identification switching = of(KINDS.replace("POLICY", ", policy: switch"));

    @Test
    void theAnonymousIdComesFirstThenTheOthersFromTheStrongestOn() {
        var event = event("d1", Map.of("email", " Ada@Example.com ", "user_id", "c7", "customer_id", "c11"));

        assertThat(merging.identifiers(event))
                .containsExactly(id("anonymous", "d1"), id("customer", "c11"), id("email", "ada@example.com"));
        assertThat(merging.routing(event)).contains(id("anonymous", "d1"));
        assertThat(merging.routing(event(null, Map.of("email", "a@b")))).contains(id("email", "a@b"));
        assertThat(merging.routing(event(null, Map.of()))).isEmpty();
    }

    @Test
    void theStrongestIsTheSubjectAndTheDeviceTheWeakest() {
        var event = event("d1", Map.of("email", "a@b", "customer_id", "c11"));

        assertThat(merging.nodes(event))
                .containsExactly(id("customer", "c11"), id("email", "a@b"), id("anonymous", "d1"));
        assertThat(merging.isStronger(id("customer", "c11"), id("email", "a@b")))
                .isTrue();
        assertThat(merging.isStronger(id("anonymous", "d1"), id("email", "a@b")))
                .isFalse();
    }

    @Test
    void aDeviceThatPeopleShareNamesNobodyBesideThem() {
        assertThat(switching.nodes(event("d1", Map.of("email", "a@b")))).containsExactly(id("email", "a@b"));
        assertThat(switching.nodes(event("d1", Map.of()))).containsExactly(id("anonymous", "d1"));
        assertThat(switching.identifiers(event("d1", Map.of("email", "a@b")))).contains(id("anonymous", "d1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "undefined",
                "null",
                " NULL ",
                "[object Object]",
                "(not set)",
                "NaN",
                "00000000-0000-0000-0000-000000000000"
            })
    void whatProgramsSendForNobodyNamesNobody(String nobody) {
        var event = event(nobody, Map.of("email", nobody));

        assertThat(merging.routing(event)).isEmpty();
        assertThat(merging.blocked(event))
                .extracting(problem -> problem.place().toString())
                .containsExactly("visitor", "email");
        assertThat(merging.blocked(event)).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("identifier.blocked");
            assertThat(problem.found()).isEqualTo("\"" + nobody + "\"");
        });
        assertThat(merging.identifier("email", nobody)).isEmpty();
        assertThat(merging.identifier("anonymous", nobody)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "Guest", "0", "-1", "n/a"})
    void whatPeopleFillInNamesNobodyUnlessItIsADevice(String nobody) {
        var event = event(nobody, Map.of("email", nobody));

        assertThat(merging.identifiers(event)).containsExactly(id("anonymous", nobody));
        assertThat(merging.blocked(event)).hasSize(1);
    }

    @Test
    void aValueMayHave255Characters() {
        var longest = "x".repeat(254) + "y";
        var event = event(longest, Map.of("email", longest));
        var longer = event(longest + "z", Map.of("email", longest + "z"));

        assertThat(merging.identifiers(event)).hasSize(2);
        assertThat(merging.blocked(event)).isEmpty();
        assertThat(merging.routing(longer)).isEmpty();
        assertThat(merging.blocked(longer))
                .extracting(Problem::found)
                .containsExactly("256 characters", "256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "777", " c1 ", "demo user", "DEMO USER"})
    void aGuardKeepsOutWhatTheWorkspaceSays(String nobody) {
        assertThat(merging.routing(event(null, Map.of("customer_id", nobody)))).isEmpty();
    }

    @Test
    void whatPassesTheGuardLeads() {
        assertThat(merging.identifiers(event(null, Map.of("customer_id", "c12"))))
                .containsExactly(id("customer", "c12"));
        assertThat(merging.identifier("customer", "c12")).contains(id("customer", "c12"));
        assertThat(merging.identifier("phone", "c12")).isEmpty();
    }

    @Test
    void nothingIsBlockedWhereNothingIsSent() {
        assertThat(merging.blocked(event(" ", Map.of("email", "")))).isEmpty();
        assertThat(merging.routing(event(" ", Map.of("email", "")))).isEmpty();
    }

    @Test
    void whatNamesNobodyIsAStrangersOfItsOwn() {
        var event = event(null, Map.of("phone", "12345"));

        assertThat(merging.identifiers(event)).containsExactly(Identification.stranger(event));
        assertThat(switching.nodes(event)).containsExactly(Identification.stranger(event));
        assertThat(merging.known(event)).containsExactly(Identification.stranger(event));
    }

    @Test
    void aVisitorThatWasMadeUpCountsOnlyWhereNobodyIsNamed() {
        var named = event("made-up", Map.of("email", "a@b")).marked(List.of(Identification.NO_VISITOR));
        var unnamed = event("made-up", Map.of("phone", "12345")).marked(List.of(Identification.NO_VISITOR));

        assertThat(merging.identifiers(named)).containsExactly(id("email", "a@b"));
        assertThat(merging.identifiers(unnamed)).containsExactly(id("anonymous", "made-up"));
    }

    @Test
    void whatWasWrittenByOtherDefinitionsIsRenamedWhereItsKindIsKnown() {
        assertThat(merging.renamed(id("email", "Ada@Example.com"))).isEqualTo(id("email", "ada@example.com"));
        assertThat(merging.renamed(id("phone", "12345"))).isEqualTo(id("phone", "12345"));
    }

    @Test
    void aNumberIsAnIdentifierAndAListIsNone() {
        var properties = new LinkedHashMap<String, Value>();
        properties.put("customer_id", new Value.Amount(new BigDecimal("4711.0")));
        properties.put("email", new Value.Items(List.of(new Value.Text("a@b"))));

        assertThat(merging.identifiers(of(null, properties, List.of()))).containsExactly(id("customer", "4711"));
    }

    @Test
    void whatIsMarkedIsSomebodyElses() {
        var email = id("email", "a@b");
        var properties = Map.<String, Value>of("email", new Value.Text("a@b"), "customer_id", new Value.Text("c11"));
        var marked = of("d1", properties, List.of("bot", Identification.notLinked(email)));

        assertThat(merging.known(marked)).containsExactly(id("anonymous", "d1"), id("customer", "c11"));
        assertThat(merging.identifiers(marked)).contains(email);
        assertThat(merging.known(of("d1", properties, List.of("bot")))).contains(email);
    }

    @Test
    void theSmallestNamesAPersonButADeviceThatPeopleShareOnlyIfNothingElseDoes() {
        var all = List.of(id("email", "a@b"), id("anonymous", "d1"), id("customer", "c11"));

        assertThat(merging.name(all)).contains(id("anonymous", "d1"));
        assertThat(switching.name(all)).contains(id("customer", "c11"));
        assertThat(switching.name(List.of(id("anonymous", "d2"), id("anonymous", "d1"))))
                .contains(id("anonymous", "d1"));
        assertThat(merging.name(List.of())).isEmpty();
    }

    private static Identifier id(String kind, String value) {
        return new Identifier(kind, value);
    }

    private static Identification of(String yaml) {
        var parsed = new WorkspaceReader().read(new TreeMap<>(Map.of("shop.yaml", yaml)));
        assertThat(parsed).as("%s", parsed).isInstanceOf(Parsed.Valid.class);
        return new Identification(((Parsed.Valid<Workspace>) parsed).value());
    }

    @Test
    void aKnownTealiumVisitorIsWhoeverHasTheValue() {
        var known = of(TEALIUM);

        assertThat(known.identifiers(event("__acme_main__7688_c-7__", Map.of())))
                .containsExactly(id("customer", "c-7"));
        assertThat(known.identifiers(event("__acme_main__7688_c-7__", Map.of("customer_id", "c-8", "email", "a@b"))))
                .containsExactly(id("customer", "c-7"), id("email", "a@b"));
        assertThat(known.identifiers(event("__acme_main__5121_A@B_c__", Map.of())))
                .containsExactly(id("email", "a@b_c"));
        assertThat(known.identifier("anonymous", "__acme_main__7688_c-7__")).contains(id("customer", "c-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"__acme_main__1_c-7__", "__acme_main__7688__", "__7688_c-7__", "acme_main__7688_c-7__"})
    void whatNoKindDeclaresOrIsOfAnotherFormIsTheIdOfADevice(String visitor) {
        assertThat(of(TEALIUM).identifiers(event(visitor, Map.of()))).containsExactly(id("anonymous", visitor));
        assertThat(merging.identifiers(event("__acme_main__7688_c-7__", Map.of())))
                .containsExactly(id("anonymous", "__acme_main__7688_c-7__"));
    }

    @Test
    void aKnownTealiumVisitorWhoIsNobodyLinksNobody() {
        var nobody = event("__acme_main__7688_undefined__", Map.of());

        assertThat(of(TEALIUM).identifiers(nobody)).containsExactly(Identification.stranger(nobody));
        assertThat(of(TEALIUM).blocked(nobody)).hasSize(1);
    }

    @Test
    void aKnownTealiumVisitorIsTakenOutWithThePersonWhoIsErased() {
        var event = event("__acme_main__7688_c-7__", Map.of("email", "a@b"));

        assertThat(of(TEALIUM).without(event, Set.of(id("customer", "c-7"))).visitor())
                .isNull();
        assertThat(of(TEALIUM).without(event, Set.of(id("email", "a@b"))).visitor())
                .isEqualTo("__acme_main__7688_c-7__");
    }

    private static Event event(@Nullable String visitor, Map<String, String> texts) {
        var properties = new LinkedHashMap<String, Value>();
        texts.forEach((name, text) -> properties.put(name, new Value.Text(text)));
        return of(visitor, properties, List.of());
    }

    private static Event of(@Nullable String visitor, Map<String, Value> properties, List<String> marks) {
        var time = Instant.parse("2026-03-01T10:00:00Z");
        return new Event("e1", "website", visitor, "login", time, 0, time, Origin.LIVE, null, properties, marks);
    }
}
