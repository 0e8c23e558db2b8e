package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may pretend to be somebody else, and read a public view of them. */
final class ImpostorTest {
    private static final String WEBSITE = "sources: { website: { kind: web } }\n";
    private static final String EMAIL = "identifiers: { email: { from: email } }\n";
    private static final String VIEWS = """
            views:
              desk: { show: [segments] }
              homepage: { show: [segments], public: true }
            """;

    @Test
    void aPublicViewIsWarnedOfWherePagesMayNameAnybody() {
        assertThat(Reading.warnings(WEBSITE + EMAIL + VIEWS))
                .extracting(Problem::toString)
                .containsExactly(
                        "shop.yaml:5:3 views.homepage: found a public view, while whoever uses website may name"
                                + " anybody by email, expected only what such a stranger may see of anybody. Whoever sends an event"
                                + " with the identifier of somebody else counts as that person, and reads this view of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EMAIL + VIEWS,
                WEBSITE + VIEWS,
                WEBSITE + EMAIL + "views: { desk: { show: [segments] } }",
                "sources: { backend: { kind: server } }\n" + EMAIL + VIEWS
            })
    void nobodyIsWarnedWhereThatCannotBe(String workspace) {
        assertThat(Reading.warnings(workspace)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ kind: segment }", "{ kind: tealium, account: demo, profile: main }"})
    void theKeysOfAppsAndTagsAreReadByAnybodyToo(String source) {
        assertThat(Reading.warnings("sources: { app: " + source + " }\n" + EMAIL + VIEWS))
                .hasSize(1);
    }
}
