package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.runtime.PlanReport.Example;
import io.pharos.runtime.PlanReport.Persons;
import io.pharos.runtime.PlanReport.Regrouped;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The persons whom a draft that changes who is who would make of all events, beside those there are. It holds who is who in
 * the heap, but of the events only how many each has. Once made it may be read from any thread.
 */
final class DraftPersons {
    private static final int LARGEST = 20;

    private final Rows rows;
    private final Instant until;
    private final Identification published;
    private final Settlement settlement;
    /** How many events of each person there is would be whose. */
    private final Map<Long, Map<Long, Integer>> heirs = new HashMap<>();
    /** How many events of each person there would be are whose. */
    private final Map<Long, Map<Long, Integer>> origins = new HashMap<>();

    private final Map<Integer, List<Long>> newcomers = new HashMap<>();
    private Persons report = new Persons(0, 0, 0, 0, List.of(), List.of());

    private DraftPersons(Rows rows, Instant until, Workspace published, Settlement settlement) {
        this.rows = rows;
        this.until = until;
        this.published = new Identification(published);
        this.settlement = settlement;
    }

    /**
     * @param until later events are left out
     * @param goesOn is asked again and again whether anybody still wants to know
     * @return empty if nobody does
     */
    static Optional<DraftPersons> of(
            Rows rows, Workspace published, Workspace draft, Instant until, BooleanSupplier goesOn) {
        var census = new Census(published, draft);
        each(rows, until, goesOn, (_, position, event) -> census.add(event, position));
        if (!goesOn.getAsBoolean()) {
            return Optional.empty();
        }
        var before = new IdentityTable(new Overlay(rows));
        var settlement = Settlement.of(census, before);
        var persons = new DraftPersons(rows, until, published, settlement);
        each(rows, until, goesOn, (person, _, event) -> persons.count(person, settlement.person(event)));
        persons.find();
        return Optional.of(persons).filter(_ -> goesOn.getAsBoolean());
    }

    private interface Reader {
        void event(long person, long position, Event event);
    }

    private static void each(Rows rows, Instant until, BooleanSupplier goesOn, Reader reader) {
        rows.scan(Family.HISTORY, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            var event = HistoryTable.event(row);
            if (!event.time().isAfter(until)) {
                reader.event(ByteBuffer.wrap(key).getLong(), HistoryTable.position(key), event);
            }
            return goesOn.getAsBoolean();
        });
    }

    private void find() {
        origins.keySet().stream()
                .filter(person -> !heirs.containsKey(person))
                .sorted()
                .forEach(person -> newcomers
                        .computeIfAbsent(ProfileId.slot(person), _ -> new ArrayList<>())
                        .add(person));
        report = new Persons(
                heirs.size(),
                origins.size(),
                origins.values().stream()
                        .filter(parts -> parts.size() > 1)
                        .flatMap(parts -> parts.keySet().stream())
                        .distinct()
                        .count(),
                heirs.values().stream().filter(parts -> parts.size() > 1).count(),
                largest(origins, settlement.census().after(), this::history),
                largest(heirs, published, person -> HistoryTable.of(rows, person)));
    }

    private void count(long before, long after) {
        heirs.computeIfAbsent(before, _ -> new HashMap<>(1)).merge(after, 1, Integer::sum);
        origins.computeIfAbsent(after, _ -> new HashMap<>(1)).merge(before, 1, Integer::sum);
    }

    /** The events that a person there would be has, in their order; none if there would be nobody of that name. */
    List<Event> history(long person) {
        var events = new ArrayList<Event>();
        for (var source : origins.getOrDefault(person, Map.of()).keySet()) {
            HistoryTable.of(rows, source).stream()
                    .filter(event -> !event.time().isAfter(until) && settlement.person(event) == person)
                    .map(settlement::shown)
                    .forEach(events::add);
        }
        events.sort(Event.ORDER);
        return events;
    }

    /** The persons of a slot who go on as nobody there is, in a fixed order. */
    List<Long> newcomers(int slot) {
        return newcomers.getOrDefault(slot, List.of());
    }

    Persons report() {
        return report;
    }

    private static List<Regrouped> largest(
            Map<Long, Map<Long, Integer>> persons, Identification identification, Function<Long, List<Event>> history) {
        return persons.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .sorted(Comparator.<Map.Entry<Long, Map<Long, Integer>>>comparingInt(
                                entry -> -entry.getValue().size())
                        .thenComparingLong(entry -> -events(entry.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LARGEST)
                .map(entry -> new Regrouped(
                        example(identification, history.apply(entry.getKey())),
                        entry.getValue().size(),
                        events(entry.getValue())))
                .toList();
    }

    private static long events(Map<Long, Integer> parts) {
        return parts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static Example example(Identification identification, Collection<Event> history) {
        var known = new HashSet<Identifier>();
        history.forEach(event -> known.addAll(identification.known(event)));
        return Example.of(identification.name(known).orElseThrow().toString(), known);
    }
}
