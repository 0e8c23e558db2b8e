package io.pharos.bench;

import io.pharos.model.Snapshot;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile in plain Java objects, as a program would hold it that leaves the encoding to a library: values by the place of
 * their attribute, members by number.
 */
@SuppressWarnings("unused") // the libraries read and write the fields
final class PlainProfile {
    private List<String> identifiers = new ArrayList<>();
    private List<@Nullable Object> values = new ArrayList<>();
    private int[] badges = new int[0];
    private long[] badgesSince = new long[0];
    private int[] segments = new int[0];
    private long[] segmentsSince = new long[0];
    private long now;

    static PlainProfile of(Snapshot snapshot, Workspace workspace) {
        var plain = new PlainProfile();
        snapshot.identifiers().forEach(identifier -> plain.identifiers.add(identifier.toString()));
        workspace.attributes().keySet().forEach(name -> {
            var value = snapshot.attributes().get(name);
            plain.values.add(value == null ? null : plain(value));
        });
        plain.badges = numbers(snapshot.badges(), workspace.badges());
        plain.badgesSince = moments(snapshot.badges());
        plain.segments = numbers(snapshot.segments(), workspace.segments());
        plain.segmentsSince = moments(snapshot.segments());
        plain.now = snapshot.asOf().toEpochMilli();
        return plain;
    }

    private static int[] numbers(Map<String, Instant> members, Map<String, ?> defined) {
        var names = List.copyOf(defined.keySet());
        return members.keySet().stream().mapToInt(names::indexOf).toArray();
    }

    private static long[] moments(Map<String, Instant> members) {
        return members.values().stream().mapToLong(Instant::toEpochMilli).toArray();
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Amount(var amount) -> amount;
            case Value.Flag(var set) -> set;
            case Value.Moment(var at) -> at;
            case Value.Tags(var sorted) -> new ArrayList<>(sorted);
            case Value.Tally(var entries, var _) -> {
                var amounts = new HashMap<String, BigDecimal>();
                entries.forEach(entry -> amounts.put(entry.key(), entry.amount()));
                yield amounts;
            }
            case Value.Items _, Value.Timeline _, Value.Funnel _ ->
                throw new IllegalArgumentException("the shop has none: " + value);
        };
    }
}
