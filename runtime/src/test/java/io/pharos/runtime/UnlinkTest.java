package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.runtime.Rows.Family;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What events say of their own identifiers when these were taken apart. */
final class UnlinkTest {
    private final Rig rig = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z").open();

    @Test
    void anEventMarksWhoIsSomebodyElseAlsoIfTheyWereTakenApartBeforeAnybodyKnewThem() {
        unlink("ada@example.com", "tablet");
        send("1", "tablet", "ada@example.com");

        assertThat(marks()).containsEntry("1", List.of("not_linked:anonymous"));
    }

    @Test
    void anEventMarksNobodyAnyMoreWhenTheyAreOneByOthers() {
        unlink("ada@example.com", "tablet");
        send("1", "tablet", "ada@example.com");
        send("2", "laptop", "ada@example.com");
        send("3", "laptop", "countess@example.com");
        send("4", "tablet", "countess@example.com");

        assertThat(marks().values()).containsOnly(List.of());
    }

    @Test
    void soItIsWithEverybodyWhoIsKnownByMore() {
        for (var number = 0; number < 6; number++) {
            send("ada" + number, "ada-" + number, "ada@example.com");
            send("countess" + number, "countess-" + number, "countess@example.com");
        }
        send("1", "tablet", "ada@example.com");
        send("2", "phone", "countess@example.com");
        unlink("ada@example.com", "tablet");
        unlink("countess@example.com", "phone");
        send("3", "tablet", "countess@example.com");
        send("4", "ada-0", "countess@example.com");

        assertThat(marks()).containsEntry("1", List.of()).containsEntry("2", List.of("not_linked:anonymous"));
        assertThat(Verified.of(rig).examples()).isEmpty();
    }

    private void unlink(String email, String device) {
        rig.wait(rig.host().unlink(new Identifier("email", email), Identifier.anonymous(device)));
    }

    private void send(String id, String device, String email) {
        rig.send(new Event(
                id,
                "website",
                device,
                "visit",
                rig.now(),
                0,
                rig.now(),
                Origin.LIVE,
                null,
                Map.of("email", new Value.Text(email)),
                List.of()));
    }

    /** By event. */
    private Map<String, List<String>> marks() {
        rig.writeBack();
        var marks = new TreeMap<String, List<String>>();
        rig.storage().state().scan(Family.HISTORY, Keys.FIRST, Keys.behind(Keys.FIRST), (_, row) -> {
            var event = HistoryTable.event(row);
            marks.put(event.id(), event.marks());
            return true;
        });
        return marks;
    }
}
