package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What those who watch hear when a person turns out to be somebody else too, or several. */
final class StitchedFactsTest {
    private final Rig merging =
            Rig.of(workspace(Policy.MERGE), "2026-03-01T10:00:00Z").open();
    private final Rig switching =
            Rig.of(workspace(Policy.SWITCH), "2026-03-01T10:00:00Z").open();

    @Test
    void twoWhoBecomeOneAreToldAsOne() {
        send(merging, "d1", "c1");
        send(merging, "d2");
        send(merging, "d2", "c1");

        assertThat(told(merging)).containsExactly("anonymous:d1 [anonymous:d1, anonymous:d2, customer:c1]");
    }

    @Test
    void oneWhoGainsAnIdentifierIsToldAndOneWhoComesWithSeveralIsNot() {
        send(merging, "d1");
        send(merging, "d2", "c2");
        assertThat(told(merging)).isEmpty();

        send(merging, "d1", "c1");
        send(merging, "d1", "c1");
        send(merging, "d1");

        assertThat(told(merging)).containsExactly("anonymous:d1 [anonymous:d1, customer:c1]");
    }

    @Test
    void bothWhoAreTakenApartAreTold() {
        send(merging, "d1");
        send(merging, "d1", "c1");
        send(merging, "d2", "c1");
        unlink("d1");

        assertThat(told(merging).subList(2, 4))
                .containsExactlyInAnyOrder(
                        "anonymous:d1 [anonymous:d1]",
                        "anonymous:d2 [anonymous:d2, customer:c1], no longer [anonymous:d1]");
    }

    @Test
    void aDeviceThatIsLeftWithoutAnEventIsTold() {
        send(merging, "d1", "c1");
        send(merging, "d2", "c1");
        unlink("d1");

        assertThat(merging.profile("d1")).isEmpty();
        assertThat(told(merging))
                .last()
                .isEqualTo("anonymous:d2 [anonymous:d2, customer:c1], no longer [anonymous:d1]");
    }

    @Test
    void aDeviceThatGoesOnWithoutAnEventIsToldAsWell() {
        send(merging, "d1", "c1");
        unlink("d1");

        assertThat(merging.profile("d1")).isEmpty();
        assertThat(told(merging)).containsExactly("customer:c1 [customer:c1], no longer [anonymous:d1]");
    }

    private void unlink(String device) {
        merging.wait(merging.host().unlink(Identifier.anonymous(device), new Identifier("customer", "c1")));
    }

    @Test
    void whoUsesADeviceNextChangesNothingForWhoDidBefore() {
        send(switching, "tablet", "c1");
        send(switching, "tablet");
        send(switching, "tablet", "c2");
        send(switching, "tablet");
        send(switching, "tablet", "c1");

        assertThat(told(switching)).isEmpty();
        assertThat(switching.host().stats().lateFolds()).isZero();
    }

    @Test
    void whoTakesOverWhatADeviceDidAloneIsTold() {
        send(switching, "tablet");
        send(switching, "tablet", "c1");

        assertThat(told(switching)).containsExactly("customer:c1 [anonymous:tablet, customer:c1]");
    }

    @Test
    void nothingIsToldAgainWhenTheLogIsAppliedAgain() {
        send(merging, "d1", "c1");
        send(merging, "d2", "c1");
        merging.crash();

        assertThat(told(merging)).isEmpty();
        assertThat(merging.profileOf("d1")).isEqualTo(merging.profileOf("d2"));
    }

    private static Workspace workspace(Policy policy) {
        return Draft.workspace("shop")
                .identifier("customer", policy)
                .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                .build();
    }

    private static void send(Rig rig, String visitor, String... customer) {
        var event = rig.event(visitor, "purchase", rig.now().toString(), Origin.LIVE);
        Map<String, Value> properties = new LinkedHashMap<>();
        for (var name : customer) {
            properties.put("customer", new Value.Text(name));
        }
        rig.send(new Event(
                event.id(),
                event.source(),
                visitor,
                event.name(),
                event.time(),
                0,
                event.arrival(),
                event.origin(),
                null,
                properties,
                List.of()));
    }

    /** What was told, the oldest first: the name, and the identifiers. */
    private static List<String> told(Rig rig) {
        return rig.host().journal().latest(1_000).reversed().stream()
                .map(Journal.Entry::fact)
                .filter(Fact.Stitched.class::isInstance)
                .map(Fact.Stitched.class::cast)
                .map(stitched -> stitched.profile() + " " + stitched.identifiers()
                        + (stitched.former().isEmpty() ? "" : ", no longer " + stitched.former()))
                .toList();
    }
}
