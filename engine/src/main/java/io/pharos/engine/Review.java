package io.pharos.engine;

import io.pharos.model.Enrichment.When;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Badges and segments, in one order: each after those it asks for. Only those are looked at for which something they read
 * may have turned, or that read the event.
 */
final class Review {
    private final Node[] nodes;
    private final ReviewReaders.Found readers;
    private final int[] readersOfEvent;
    private final int[] readersOfIdentifiers;
    private final int[] badges;
    private final Membership segmentsOfNobody;
    private final Set<String> readAtVisitEnd = new LinkedHashSet<>();
    private final Deadlines deadlines;

    /** A badge or a segment, with the places of those that ask for it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Node(boolean isBadge, int number, Check assign, Check remove, int[] readers) {
        void look(Frame frame, Bits pending) {
            var members = isBadge ? frame.badges : frame.segments;
            var was = members.has(number);
            var is = isBadge ? !remove.holds(frame) && (was || assign.holds(frame)) : assign.holds(frame);
            if (was == is) {
                return;
            }
            if (isBadge) {
                frame.badges = is ? members.with(number, since(frame.before.badges, frame)) : members.without(number);
            } else {
                frame.segments =
                        is ? members.with(number, since(frame.before.segments, frame)) : members.without(number);
            }
            pending.setAll(readers);
        }

        /** Who loses something and regains it within one step has had it all along. */
        private long since(Membership before, Frame frame) {
            return before.has(number) ? before.sinceOf(number) : frame.now;
        }
    }

    /** What is known of a badge or segment before its place in the order is. */
    private record Draft(boolean isBadge, String name, Check assign, Check remove, Dependencies reads, boolean event) {}

    Review(Workspace workspace, Layout layout, Checks checks) {
        var drafts = new LinkedHashMap<String, Draft>();
        for (var badge : workspace.badges().values()) {
            drafts.put("badge " + badge.name(), draft(badge, checks));
        }
        for (var segment : workspace.segments().values()) {
            var reads = Dependencies.of(segment.condition(), checks);
            var check = checks.compile(segment.condition());
            drafts.put(
                    "segment " + segment.name(),
                    new Draft(false, segment.name(), check, _ -> false, reads, reads.event));
        }
        var order = Order.of(List.copyOf(drafts.keySet()), key -> asked(known(drafts, key)));
        var inputs = new Inputs(layout, checks);
        this.deadlines = new Deadlines(
                drafts.values().stream()
                        .flatMap(draft -> draft.reads().conditions())
                        .toList(),
                layout,
                checks,
                inputs,
                workspace.zone());
        var readers = new ReviewReaders(layout, checks, inputs, deadlines);
        Map<String, Set<Integer>> readersOf = new HashMap<>();
        Set<Integer> readersOfEvent = new LinkedHashSet<>();
        Set<Integer> readersOfIdentifiers = new LinkedHashSet<>();
        for (var place = 0; place < order.size(); place++) {
            var draft = known(drafts, order.get(place));
            readers.add(place, draft.reads());
            for (var asked : asked(draft)) {
                readersOf.computeIfAbsent(asked, _ -> new LinkedHashSet<>()).add(place);
            }
            if (draft.event() || draft.reads().attributes.stream().anyMatch(inputs::isOfEvent)) {
                readersOfEvent.add(place);
            }
            if (!draft.reads().identifiers.isEmpty()
                    || draft.reads().attributes.stream().anyMatch(inputs::isOfIdentifier)) {
                readersOfIdentifiers.add(place);
            }
            readAtVisitEnd.addAll(draft.reads().properties);
        }
        this.nodes = new Node[order.size()];
        for (var place = 0; place < order.size(); place++) {
            var draft = known(drafts, order.get(place));
            this.nodes[place] = new Node(
                    draft.isBadge(),
                    draft.isBadge() ? layout.badge(draft.name()) : layout.segment(draft.name()),
                    draft.assign(),
                    draft.remove(),
                    Bits.numbers(readersOf.getOrDefault(order.get(place), Set.of())));
        }
        this.readers = readers.readers();
        this.readersOfEvent = Bits.numbers(readersOfEvent);
        this.readersOfIdentifiers = Bits.numbers(readersOfIdentifiers);
        this.badges = IntStream.range(0, nodes.length)
                .filter(place -> nodes[place].isBadge())
                .toArray();
        this.segmentsOfNobody = segmentsOfNobody(Frame.ofNobody(layout));
    }

    /** The moments at which time alone changes what badges and segments ask for. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** Brings badges and segments up to what the frame now holds. */
    void look(Frame frame) {
        var pending = new Bits(nodes.length);
        if (frame.before.isStranger()) {
            frame.segments = segmentsOfNobody.since(frame.now);
            pending.setAll(badges);
        }
        readers.find(frame, pending);
        pending.setAll(readersOfEvent);
        if (frame.before.flip.moment() <= frame.now || frame.before.isStranger()) {
            readers.findMoved(frame, pending);
        }
        if (frame.identifiers.size() != frame.before.identifiers.size()) {
            pending.setAll(readersOfIdentifiers);
        }
        for (var place = pending.next(0); place >= 0; place = pending.next(place + 1)) {
            nodes[place].look(frame, pending);
        }
    }

    /**
     * The segments of someone of whom nothing is known, so that a first event need not look at every segment: it begins
     * with these. Badges have to be looked at, because whether they are assigned depends on that event.
     */
    private Membership segmentsOfNobody(Frame nobody) {
        // Who reads them does not matter: a badge that one of these would bring is not worn by nobody.
        var readers = new Bits(nodes.length);
        for (var node : nodes) {
            if (!node.isBadge()) {
                node.look(nobody, readers);
            }
        }
        return nobody.segments;
    }

    /** The properties of a visit's last event that are read when the visit ends. */
    Set<String> readAtVisitEnd() {
        return readAtVisitEnd;
    }

    private static Draft draft(Badge badge, Checks checks) {
        var reads = new Dependencies();
        var gated = false;
        for (var change : List.of(badge.assign(), badge.remove())) {
            change.ifPresent(present -> reads.add(present.condition(), checks));
            gated |= change.flatMap(Badge.Change::when).isPresent();
        }
        return new Draft(
                true,
                badge.name(),
                gate(badge.assign(), checks),
                gate(badge.remove(), checks),
                reads,
                reads.event || gated);
    }

    private static Check gate(Optional<Badge.Change> change, Checks checks) {
        if (change.isEmpty()) {
            return _ -> false;
        }
        var check = checks.compile(change.get().condition());
        return change.get()
                .when()
                .<Check>map(when -> frame -> isMoment(when, frame) && check.holds(frame))
                .orElse(check);
    }

    private static boolean isMoment(When when, Frame frame) {
        return switch (when) {
            case NEW_VISITOR -> frame.moments.newVisitor();
            case NEW_VISIT -> frame.moments.newVisit();
            case ANY_EVENT -> frame.event != null;
            case VISIT_ENDED -> frame.moments.visitEnded();
        };
    }

    private static List<String> asked(Draft draft) {
        List<String> asked = new ArrayList<>();
        draft.reads().badges.forEach(badge -> asked.add("badge " + badge));
        draft.reads().segments.forEach(segment -> asked.add("segment " + segment));
        return asked;
    }

    private static Draft known(Map<String, Draft> drafts, String key) {
        @Nullable Draft draft = drafts.get(key);
        if (draft == null) {
            throw new IllegalArgumentException("a checked workspace names only what it defines, found " + key);
        }
        return draft;
    }
}
