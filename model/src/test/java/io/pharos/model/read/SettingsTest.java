package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Workspace.Limits;
import io.pharos.model.Workspace.Visits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What concerns the workspace as a whole. */
final class SettingsTest {

    @Test
    void visitsEndAsWritten() {
        var workspace = Reading.workspace("""
                visit: { timeout: 20m, single_event_timeout: 5m, mobile_timeout: 1m, import_timeout: 30s, longest: 12h }
                """);
        assertThat(workspace.visits())
                .isEqualTo(new Visits(
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofHours(12)));
        assertThat(Reading.workspace("visit: { longest: 12h }").visits().singleEvent())
                .isEqualTo(Visits.DEFAULT.singleEvent());
    }

    @Test
    void aVisitOfOneEventEndsNoLaterThanOthers() {
        assertThat(singleEventTimeout("{ timeout: 2m }")).isEqualTo(Duration.ofMinutes(2));
        assertThat(singleEventTimeout("{ timeout: 1h }")).isEqualTo(Duration.ofMinutes(10));
        assertThat(singleEventTimeout("{ timeout: 2m, single_event_timeout: 5m }"))
                .isEqualTo(Duration.ofMinutes(5));
    }

    private static Duration singleEventTimeout(String visit) {
        return Reading.workspace("visit: " + visit).visits().singleEvent();
    }

    @Test
    void valuesAreAsLargeAsWritten() {
        assertThat(Reading.workspace("limits: { text: 1500, items: 100, exact: 10 }")
                        .limits())
                .isEqualTo(new Limits(1500, 100, 10, 100));
        assertThat(Reading.workspace("limits: { identifiers: 20 }").limits().identifiers())
                .isEqualTo(20);
        assertThat(Reading.workspace("limits: { items: 100 }").limits())
                .isEqualTo(new Limits(Limits.DEFAULT.text(), 100, Limits.DEFAULT.exact(), 100));
        assertThat(Reading.workspace("workspace: shop").limits()).isEqualTo(Limits.DEFAULT);
    }
}
