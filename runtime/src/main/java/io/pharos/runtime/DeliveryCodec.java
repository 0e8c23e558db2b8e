package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.EventCodec;
import io.pharos.engine.ValueCodec;
import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of the ledger as bytes. */
final class DeliveryCodec {
    private static final int FORM = 2;

    private DeliveryCodec() {}

    static byte[] encode(DeliveryRecord row) {
        var to = new ByteWriter(1024).one(FORM).one(code(row.state()));
        to.one(row.outcome().isPresent() ? 1 : 0);
        row.outcome().ifPresent(outcome -> write(outcome, to));
        var delivery = row.delivery();
        to.text(delivery.id())
                .number(delivery.sequence())
                .text(delivery.action())
                .number(delivery.profileId());
        write(delivery.transition(), to);
        write(delivery.profile(), to);
        var event = delivery.event();
        to.blob(event == null ? new byte[0] : EventCodec.encode(event));
        return to.number(delivery.notBefore().toEpochMilli()).toBytes();
    }

    static DeliveryRecord decode(byte[] bytes) {
        var from = new ByteReader(bytes);
        var form = from.one();
        if (form != FORM) {
            throw from.damaged("a delivery of form " + form + "; this program knows form " + FORM);
        }
        var state = state(from);
        var outcome = from.one() == 1 ? Optional.of(readOutcome(from)) : Optional.<Outcome>empty();
        var id = from.text();
        var sequence = from.number();
        var action = from.text();
        var profile = from.number();
        var transition = readTransition(from);
        var snapshot = readSnapshot(from);
        var event = from.blob();
        var notBefore = Instant.ofEpochMilli(from.number());
        from.end();
        return new DeliveryRecord(
                new Delivery(
                        id,
                        sequence,
                        action,
                        profile,
                        transition,
                        snapshot,
                        event.length == 0 ? null : EventCodec.decode(event),
                        notBefore),
                state,
                outcome);
    }

    static int code(DeliveryRecord.State state) {
        return switch (state) {
            case HELD -> 'h';
            case PENDING -> 'p';
            case DELIVERED -> 'o';
            case DEAD -> 'd';
            case CANCELLED -> 'c';
        };
    }

    static void write(Outcome outcome, ByteWriter to) {
        switch (outcome) {
            case Outcome.Delivered(var at, var attempts, var answer) ->
                to.one('o').number(at.toEpochMilli()).count(attempts).text(answer);
            case Outcome.Dead(var at, var attempts, var reason) ->
                to.one('d').number(at.toEpochMilli()).count(attempts).text(reason);
            case Outcome.Cancelled(var at, var reason) ->
                to.one('c').number(at.toEpochMilli()).text(reason);
        }
    }

    static Outcome readOutcome(ByteReader from) {
        var kind = from.one();
        var at = Instant.ofEpochMilli(from.number());
        return switch (kind) {
            case 'o' -> new Outcome.Delivered(at, (int) from.count(), from.text());
            case 'd' -> new Outcome.Dead(at, (int) from.count(), from.text());
            case 'c' -> new Outcome.Cancelled(at, from.text());
            default -> throw from.damaged("there is no outcome of kind " + kind);
        };
    }

    private static DeliveryRecord.State state(ByteReader from) {
        var code = from.one();
        for (var state : DeliveryRecord.State.values()) {
            if (code(state) == code) {
                return state;
            }
        }
        throw from.damaged("there is no state " + code);
    }

    private static void write(Transition transition, ByteWriter to) {
        switch (transition) {
            case Transition.VisitStarted _ -> to.one('v');
            case Transition.VisitEnded _ -> to.one('e');
            case Transition.BadgeAssigned(var badge, var _) -> to.one('b').text(badge);
            case Transition.BadgeRemoved(var badge, var _) -> to.one('r').text(badge);
            case Transition.Left(var segment, var _) -> to.one('l').text(segment);
            case Transition.Joined(var segment, var _) -> to.one('j').text(segment);
        }
        to.number(transition.at().toEpochMilli());
    }

    private static Transition readTransition(ByteReader from) {
        var kind = from.one();
        return switch (kind) {
            case 'v' -> new Transition.VisitStarted(moment(from));
            case 'e' -> new Transition.VisitEnded(moment(from));
            case 'b' -> new Transition.BadgeAssigned(from.text(), moment(from));
            case 'r' -> new Transition.BadgeRemoved(from.text(), moment(from));
            case 'l' -> new Transition.Left(from.text(), moment(from));
            case 'j' -> new Transition.Joined(from.text(), moment(from));
            default -> throw from.damaged("there is no transition of kind " + kind);
        };
    }

    private static void write(Snapshot snapshot, ByteWriter to) {
        to.text(snapshot.id());
        to.count(snapshot.identifiers().size());
        snapshot.identifiers().forEach(identifier -> to.text(identifier.kind()).text(identifier.value()));
        to.count(snapshot.attributes().size());
        snapshot.attributes().forEach((name, value) -> ValueCodec.write(value, to.text(name)));
        write(snapshot.badges(), to);
        write(snapshot.segments(), to);
        to.number(snapshot.asOf().toEpochMilli());
    }

    private static void write(SortedMap<String, Instant> moments, ByteWriter to) {
        to.count(moments.size());
        moments.forEach((name, since) -> to.text(name).number(since.toEpochMilli()));
    }

    private static Snapshot readSnapshot(ByteReader from) {
        var id = from.text();
        SortedSet<Identifier> identifiers = new TreeSet<>();
        for (var left = from.size(); left > 0; left--) {
            identifiers.add(new Identifier(from.text(), from.text()));
        }
        SortedMap<String, Value> attributes = new TreeMap<>();
        for (var left = from.size(); left > 0; left--) {
            var name = from.text();
            var value = ValueCodec.read(from);
            if (value == null) {
                throw from.damaged("attribute " + name + " has no value");
            }
            attributes.put(name, value);
        }
        return new Snapshot(id, identifiers, attributes, readMoments(from), readMoments(from), moment(from));
    }

    private static SortedMap<String, Instant> readMoments(ByteReader from) {
        SortedMap<String, Instant> moments = new TreeMap<>();
        for (var left = from.size(); left > 0; left--) {
            moments.put(from.text(), moment(from));
        }
        return moments;
    }

    private static Instant moment(ByteReader from) {
        return Instant.ofEpochMilli(from.number());
    }
}
