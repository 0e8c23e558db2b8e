package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.above;
import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.that;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Persons of whom nothing is heard any more expire. */
final class RetentionTest {
    private static Workspace workspace(Optional<Duration> profile, Optional<Duration> buyers) {
        var draft = Draft.workspace("shop")
                .retention(new Workspace.Retention(profile, Duration.ofDays(30)))
                .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)));
        var condition = that("orders", above(0));
        return buyers.map(keep -> draft.segment("buyers", condition, keep))
                .orElseGet(() -> draft.segment("buyers", condition))
                .build();
    }

    private static Workspace days(int profile) {
        return workspace(Optional.of(Duration.ofDays(profile)), Optional.empty());
    }

    @Test
    void whoeverIsSilentForSoLongIsGoneHistoryAndAll() {
        var rig = Rig.of(days(10), "2026-03-01T10:00:00Z").open();
        rig.send("ada", "purchase");
        rig.send("bob", "purchase");
        rig.tick("2026-03-05T10:00:00Z");
        rig.send("bob", "page_view");

        rig.tick("2026-03-11T09:59:59.999Z");
        assertThat(rig.profile("ada")).isPresent();
        rig.tick("2026-03-11T10:00:00Z");

        assertThat(rig.profile("ada")).isEmpty();
        assertThat(rig.profile("bob")).isPresent();
        assertThat(rig.export(rig.now())).hasSize(1);
        assertThat(rig.host().stats().segments()).containsEntry("buyers", 1L);
        rig.send("ada", "page_view", "2026-03-01T10:00:00Z");
        assertThat(rig.profileOf("ada").attributes()).doesNotContainKey("orders");
    }

    @Test
    void whatWasImportedStaysForAsLongAsIfItHadHappenedThen() {
        var rig = Rig.of(days(10), "2026-03-01T10:00:00Z").open();
        rig.imported("ada", "purchase", "2024-03-01T10:00:00Z");

        rig.tick("2026-03-11T09:59:59.999Z");
        assertThat(rig.profile("ada")).isPresent();
        rig.tick("2026-03-11T10:00:00Z");

        assertThat(rig.profile("ada")).isEmpty();
    }

    @Test
    void aSegmentKeepsWhoIsInItForLongerOrShorter() {
        for (var keep : new int[] {5, 20}) {
            var workspace = workspace(Optional.of(Duration.ofDays(10)), Optional.of(Duration.ofDays(keep)));
            var rig = Rig.of(workspace, "2026-03-01T10:00:00Z").open();
            rig.send("ada", "purchase");
            rig.send("bob", "page_view");
            for (var day = 1; day < 25; day++) {
                rig.timeIs(rig.now().plus(Duration.ofDays(1)));
                rig.tick();
                assertThat(rig.profile("ada").isPresent())
                        .as("ada on day %d", day)
                        .isEqualTo(day < keep);
                assertThat(rig.profile("bob").isPresent())
                        .as("bob on day %d", day)
                        .isEqualTo(day < 10);
            }
        }
    }

    @Test
    void deadlinesFollowAPublicationThoughNothingIsFoldedAgain() {
        var rig = Rig.of(workspace(Optional.empty(), Optional.empty()), "2026-03-01T10:00:00Z")
                .open();
        rig.send("ada", "purchase");
        rig.tick("2026-06-01T10:00:00Z");
        assertThat(rig.profile("ada")).isPresent();

        rig.publish(days(100));
        rig.wait(rig.host().refolded());
        rig.tick("2026-06-09T09:59:59Z");
        assertThat(rig.profile("ada")).isPresent();

        rig.publish(days(400));
        rig.tick("2026-06-12T10:00:00Z");
        assertThat(rig.profile("ada")).isPresent();

        rig.publish(days(200));
        rig.restart();
        rig.wait(rig.host().refolded());
        rig.tick("2026-09-17T10:00:00Z");
        assertThat(rig.profile("ada")).isEmpty();
    }
}
