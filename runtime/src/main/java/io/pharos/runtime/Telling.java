package io.pharos.runtime;

import io.pharos.engine.Cause;
import io.pharos.engine.Engine;
import io.pharos.engine.History;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.Transition;
import io.pharos.runtime.Timeline.Item;
import io.pharos.runtime.Timeline.Kind;
import io.pharos.runtime.Timeline.Place;
import io.pharos.runtime.Timeline.Query;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gathers one page of a timeline while a history is folded: of all that it hears it keeps the latest few, and only for
 * those it looks at the attributes. Not thread-safe.
 */
final class Telling implements History.Listener {
    /** Actions stand behind all that happened in the millisecond in which they were triggered. */
    private static final int FIRST_ACTION = 1 << 20;

    private final Engine engine;
    private final Query query;
    private final Deque<Told> told = new ArrayDeque<>();
    private final Deque<Caused> caused = new ArrayDeque<>();
    private Place next = new Place(Long.MIN_VALUE, 0);

    private sealed interface Line {
        Place place();
    }

    private record Told(Place place, Supplier<Item> item) implements Line {}

    private record Caused(Place place, DeliveryId delivery) implements Line {}

    /** A page of which the deliveries are still to be looked up. */
    record Draft(List<Line> lines, Optional<Place> before) {
        List<DeliveryId> deliveries() {
            return lines.stream()
                    .flatMap(line -> line instanceof Caused(var _, var id) ? Stream.of(id) : Stream.empty())
                    .toList();
        }

        Timeline with(Map<DeliveryId, DeliveryRecord> deliveries) {
            var items = new ArrayList<Item>();
            for (var line : lines) {
                switch (line) {
                    case Told(var _, var item) -> items.add(item.get());
                    case Caused(var place, var id) ->
                        Optional.ofNullable(deliveries.get(id))
                                .map(delivery -> new Item.Acted(Instant.ofEpochMilli(place.millis()), delivery))
                                .ifPresent(items::add);
                }
            }
            return new Timeline(items, before);
        }
    }

    Telling(Engine engine, Query query) {
        this.engine = engine;
        this.query = query;
    }

    @Override
    public void stepped(Cause cause, Profile before, Step step) {
        step.transitions().stream()
                .filter(Transition.VisitStarted.class::isInstance)
                .forEach(started -> turned(started, cause, before, step));
        if (cause instanceof Cause.OfEvent(var event)) {
            tell(
                    Kind.EVENT,
                    event.time(),
                    () -> new Item.Happened(
                            event, engine.changes(before, step.profile(), event.time()), step.problems()));
        }
        step.transitions().stream()
                .filter(transition -> !(transition instanceof Transition.VisitStarted))
                .forEach(transition -> turned(transition, cause, before, step));
    }

    private void turned(Transition transition, Cause cause, Profile before, Step step) {
        tell(
                Timeline.kind(transition),
                transition.at(),
                () -> new Item.Turned(
                        transition,
                        cause,
                        transition instanceof Transition.VisitEnded
                                ? engine.changes(before, step.profile(), cause.at())
                                : List.of()));
    }

    private void tell(Kind kind, Instant at, Supplier<Item> item) {
        var place = place(at.toEpochMilli());
        if (query.wants(kind, place)) {
            keep(new Told(place, item), told);
        }
    }

    /** @param keys of deliveries, by time */
    void caused(List<byte[]> keys) {
        next = new Place(Long.MIN_VALUE, 0);
        for (var key : keys) {
            var place = place(Keys.causedMillis(key));
            var behind = new Place(place.millis(), FIRST_ACTION + place.number());
            if (query.wants(Kind.ACTION, behind)) {
                keep(new Caused(behind, Keys.causedDelivery(key)), caused);
            }
        }
    }

    private Place place(long millis) {
        var place = millis == next.millis() ? next : new Place(millis, 0);
        next = new Place(millis, place.number() + 1);
        return place;
    }

    /** One more than the page has: if it is there, so is another page. */
    private <T> void keep(T line, Deque<T> latest) {
        latest.addLast(line);
        if (latest.size() > query.limit() + 1) {
            latest.removeFirst();
        }
    }

    Draft page() {
        var lines = new ArrayList<Line>(told);
        lines.addAll(caused);
        lines.sort(Comparator.comparing(Line::place).reversed());
        if (lines.size() <= query.limit()) {
            return new Draft(List.copyOf(lines), Optional.empty());
        }
        var page = List.copyOf(lines.subList(0, query.limit()));
        return new Draft(page, Optional.of(page.getLast().place()));
    }
}
