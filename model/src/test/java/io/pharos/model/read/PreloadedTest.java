package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions that Pharos brings along, beside those of a workspace. */
final class PreloadedTest {
    private static final String BADGES = """
            preloaded: true
            badges:
              vip: { assign: { if: { event: purchase } } }
              regular: { while: { frequent: { is: true } } }
            attributes: { frequent: { type: boolean, enrichments: [ { set: { to: true }, when: new_visit } ] } }
            """;

    @Test
    void theyAreThereForWhoeverWantsThem() {
        var with = Reading.workspace("preloaded: true");
        assertThat(with.attributes().keySet())
                .hasSize(42)
                .contains("lifetime_visit_count", "favourite_device", "entry_url");
        assertThat(with.badges()).containsOnlyKeys("fan", "frequent_visitor", "unbadged");
        assertThat(Stream.concat(
                        with.attributes().values().stream().map(Attribute::about),
                        with.badges().values().stream().map(Workspace.Badge::about)))
                .allMatch(about -> about.builtIn());
        for (var without : List.of("preloaded: false", "workspace: shop")) {
            assertThat(Reading.workspace(without).attributes()).isEmpty();
            assertThat(Reading.workspace(without).badges()).isEmpty();
        }
    }

    @Test
    void theyComeBeforeWhatIsWritten() {
        var workspace = Reading.workspace(BADGES);
        assertThat(workspace.badges().keySet())
                .containsExactly("fan", "frequent_visitor", "unbadged", "vip", "regular");
        assertThat(workspace.attributes().get("frequent").about().builtIn()).isFalse();
    }

    @Test
    void whoWearsNoBadgeOfTheWorkspaceIsUnbadged() {
        var unbadged =
                Reading.workspace(BADGES).badges().get("unbadged").assign().orElseThrow();
        assertThat(unbadged.condition())
                .isInstanceOfSatisfying(
                        Condition.All.class,
                        all -> assertThat(all.conditions())
                                .last()
                                .isEqualTo(new Condition.Not(
                                        new Condition.Any(List.of(new Wears("vip"), new Wears("regular"))))));
    }

    @Test
    void theyCanBeReadLikeOthers() {
        var workspace = Reading.workspace("""
                preloaded: true
                attributes:
                  landed_on: { type: string, enrichments: [ { set: { to: entry_url }, when: visit_ended } ] }
                segments:
                  nobody_in_particular: { if: [ { badge: unbadged }, { lifetime_visit_count: { above: 3 } } ] }
                """);
        assertThat(workspace.segments()).containsKey("nobody_in_particular");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes: { first_visit: { type: date, enrichments: [ { set: { to: event_time } } ] } }",
                "badges: { fan: { assign: { when: new_visit } } }"
            })
    void anotherOfTheSameNameIsRefused(String definition) {
        assertThat(Reading.problems("preloaded: true\n" + definition))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("definition.duplicate-name");
                    assertThat(problem.place().file()).isEqualTo("shop.yaml");
                    assertThat(problem.found()).endsWith("which is built in");
                    assertThat(problem.hint()).contains("preloaded: true");
                });
    }

    @Test
    void aBadgeThatWaitsForNoBadgeIsRefusedWhereItStands() {
        var problems =
                Reading.problems("preloaded: true\nbadges: { newcomer: { assign: { if: { badge: unbadged } } } }");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place().path()).isEqualTo("badges.newcomer");
            assertThat(problem.found()).isEqualTo("badge unbadged → badge newcomer → badge unbadged");
        });
    }

    @Test
    void theWordTakesYesOrNo() {
        assertThat(Reading.problems("preloaded: attributes"))
                .extracting(Problem::code)
                .containsExactly("definition.unknown-value");
    }

    /** At an end of a visit there is no event to ask; what is read there is missing if all events were imported. */
    @Test
    void importedEventsLeaveTheVisitorAloneButForTheFirstVisit() {
        var written = Reading.workspace("preloaded: true").attributes().values().stream()
                .filter(attribute -> attribute.scope() != Attribute.Scope.EVENT)
                .flatMap(attribute -> enrichments(attribute)
                        .filter(enrichment -> enrichment.when() != When.VISIT_ENDED)
                        .filter(enrichment -> !enrichment.toString().contains("FromImport[expected=false]"))
                        .map(_ -> attribute.name()));
        assertThat(written)
                .containsExactlyInAnyOrder(
                        "first_visit", "total_direct_visits", "total_referred_visits", "weeks_since_first_visit");
    }

    private static Stream<Enrichment> enrichments(Attribute attribute) {
        return attribute.definition() instanceof Attribute.Definition.Written(var enrichments)
                ? enrichments.stream()
                : Stream.empty();
    }
}
