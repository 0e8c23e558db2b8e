package io.pharos.runtime;

import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import java.util.List;

/**
 * An event of somebody's history.
 *
 * @param position of the entry that brought it
 * @param nodes the identifiers that it carries, the strongest first
 * @param owner the identifier by which it is this person's: the subject, or who was seen on the device it names
 * @param bytes the event, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Filed(Event event, long position, List<Identifier> nodes, Identifier owner, byte[] bytes) {
    Identifier subject() {
        return nodes.getFirst();
    }

    /** The same as it is from now on. */
    Filed as(Event changed, Identifier whose) {
        return new Filed(changed, position, nodes, whose, changed.equals(event) ? bytes : EventCodec.encode(changed));
    }
}
