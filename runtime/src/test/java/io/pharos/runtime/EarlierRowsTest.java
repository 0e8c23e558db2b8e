package io.pharos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.engine.EventCodec;
import io.pharos.model.Event.Origin;
import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.testing.MemoryStorage;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Rows as they were written before persons were joined are read as what they meant. */
final class EarlierRowsTest {
    private final Overlay rows = new Overlay(new MemoryStorage().state());

    @Test
    void anEventWithoutAnOwnerIsItsSubjects() {
        var event = Rig.of(Shop.WORKSPACE, "2026-03-01T10:00:00Z")
                .event("ada", "purchase", "2026-03-01T10:00:00Z", Origin.LIVE);
        rows.put(Family.HISTORY, Keys.history(7, event.time(), 3), EventCodec.encode(event));

        assertThat(HistoryTable.of(rows, 7)).containsExactly(event);
    }

    @Test
    void anIdentifierThatWasClaimedLeadsToThePersonWhoClaimedIt() {
        var ada = Identifier.anonymous("ada");
        var claim = ByteBuffer.allocate(17).put((byte) 0).putLong(3).putLong(7).array();
        rows.put(Family.IDENTITIES, Keys.identifier(ada), claim);

        assertThat(new IdentityTable(rows).person(ada)).contains(7L);
    }
}
