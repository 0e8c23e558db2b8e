package io.pharos.model;

import io.pharos.model.Workspace.Guard;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says by which identifiers an event's visitor is known, from the definitions alone. */
public final class Identification {
    /** Characters; a longer value names nobody. */
    public static final int LONGEST = 255;

    /** Of a hash, so many that two strangers never meet. */
    private static final int STRANGER_DIGITS = 32;

    /** What programs send when they have nothing to send. */
    private static final Set<String> NOTHING = Set.of(
            "undefined",
            "null",
            "nil",
            "none",
            "nan",
            "unknown",
            "not set",
            "not_set",
            "(not set)",
            "[object object]",
            "00000000-0000-0000-0000-000000000000");

    /** What people and programs fill in where somebody should be named. */
    private static final Set<String> NOBODY =
            Set.of("test", "anonymous", "guest", "n/a", "na", "true", "false", "0", "-1");

    /** The mark of an event that named nobody when it came, and got a visitor of its own. */
    public static final String NO_VISITOR = "no_visitor";

    private static final String NOT_LINKED = "not_linked:";

    private final List<Workspace.IdentifierKind> kinds;
    private final boolean switches;

    public Identification(Workspace workspace) {
        this.kinds = workspace.identifiers();
        this.switches = kinds.stream().anyMatch(kind -> kind.policy() == Policy.SWITCH);
    }

    /** Whether one device may be used by several people, so that it names nobody who has another identifier. */
    public boolean switches() {
        return switches;
    }

    /**
     * The identifiers the event carries: the anonymous id first, then the others, strongest first. Never empty: what names
     * nobody, as after a publication without the kind that named somebody, is a stranger's of its own.
     */
    public List<Identifier> identifiers(Event event) {
        var identifiers = carried(event);
        return identifiers.isEmpty() ? List.of(stranger(event)) : identifiers;
    }

    private List<Identifier> carried(Event event) {
        var identifiers = new ArrayList<Identifier>(2);
        for (var kind : kinds) {
            var text = sent(event, kind);
            if (text != null && names(text, kind.guard())) {
                identifiers.add(normalised(kind, text));
            }
        }
        var visitor = event.visitor();
        if (visitor != null && isAnonymous(visitor) && (identifiers.isEmpty() || !isMadeUp(event))) {
            identifiers.addFirst(Identifier.anonymous(visitor));
        }
        return identifiers;
    }

    /** Whether the visitor's id is that of a device, rather than something known of a person. */
    private boolean isAnonymous(String visitor) {
        return isSomething(visitor) && kindOf(visitor).isEmpty();
    }

    /** The kind of what a visitor's id says is known of a person. */
    private Optional<Workspace.IdentifierKind> kindOf(String visitor) {
        return KnownVisitor.of(visitor)
                .flatMap(known -> kinds.stream()
                        .filter(kind -> kind.tealiumAttribute()
                                .filter(known.attribute()::equals)
                                .isPresent())
                        .findFirst());
    }

    /** Whether the visitor stands for one that nobody named; who is named by other definitions needs none. */
    private static boolean isMadeUp(Event event) {
        return event.marks().contains(NO_VISITOR);
    }

    /** Whose an event is that names nobody; the same for the same event. */
    public static Identifier stranger(Event event) {
        // the length keeps ("ab", "c") and ("a", "bc") apart
        var hash = sha256(event.source().length() + event.source() + event.id());
        return Identifier.anonymous(NO_VISITOR + "-" + hash.substring(0, STRANGER_DIGITS));
    }

    /** Those of them that are the person's whose event it is. */
    public List<Identifier> known(Event event) {
        var identifiers = identifiers(event);
        if (event.marks().stream().noneMatch(Identification::isNotLinked)) {
            return identifiers;
        }
        return identifiers.stream()
                .filter(identifier -> !event.marks().contains(notLinked(identifier)))
                .toList();
    }

    /** Whether the mark says that an identifier of the event is somebody else's. */
    public static boolean isNotLinked(String mark) {
        return mark.startsWith(NOT_LINKED);
    }

    /** The mark of an event that carries {@code identifier} beside a stronger one who is somebody else. */
    public static String notLinked(Identifier identifier) {
        return NOT_LINKED + identifier.kind();
    }

    /**
     * The identifiers by which the event's person is known, the strongest first: it is the event's subject, to which the
     * others are linked. The anonymous id is among them unless it is that of a device which people share.
     */
    public List<Identifier> nodes(Event event) {
        var identifiers = identifiers(event);
        if (identifiers.size() < 2 || !identifiers.getFirst().isAnonymous()) {
            return identifiers;
        }
        var nodes = new ArrayList<>(identifiers.subList(1, identifiers.size()));
        if (!switches) {
            nodes.add(identifiers.getFirst());
        }
        return nodes;
    }

    /** Whether events that carry both are the one's rather than the other's. */
    public boolean isStronger(Identifier one, Identifier other) {
        return rank(one) < rank(other);
    }

    private int rank(Identifier identifier) {
        for (var rank = 0; rank < kinds.size(); rank++) {
            if (kinds.get(rank).name().equals(identifier.kind())) {
                return rank;
            }
        }
        return kinds.size();
    }

    /**
     * The identifier under which an event's id counts once: the anonymous id, else the strongest other. Empty if the event
     * carries none.
     */
    public Optional<Identifier> routing(Event event) {
        return carried(event).stream().findFirst();
    }

    /** The identifier that names a profile to the world: the smallest, of a device only if there is no other. */
    public Optional<Identifier> name(Collection<Identifier> identifiers) {
        return identifiers.stream()
                .min(Comparator.<Identifier, Boolean>comparing(identifier -> switches && identifier.isAnonymous())
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The device the event came from, if it names one. */
    public Optional<Identifier> device(Event event) {
        return identifiers(event).stream().findFirst().filter(Identifier::isAnonymous);
    }

    /** The same event as if it had come without {@code gone}, whatever properties carried them. Its subject is another. */
    public Event without(Event event, Set<Identifier> gone) {
        var carried = identifiers(event);
        var properties = new LinkedHashMap<>(event.properties());
        var marks = new ArrayList<>(event.marks());
        for (var identifier : carried) {
            if (gone.contains(identifier)) {
                marks.remove(notLinked(identifier));
                kinds.stream()
                        .filter(kind -> kind.name().equals(identifier.kind()))
                        .forEach(kind -> kind.from().forEach(properties::remove));
            }
        }
        var visitor = event.visitor();
        var isGone = visitor != null
                && identifier(Identifier.ANONYMOUS, visitor)
                        .filter(gone::contains)
                        .isPresent();
        return new Event(
                event.id(),
                event.source(),
                isGone ? null : visitor,
                event.name(),
                event.time(),
                event.order(),
                event.arrival(),
                event.origin(),
                event.sentTime(),
                properties,
                marks);
    }

    /** What the event carries in place of identifiers, but names nobody. */
    public List<Problem> blocked(Event event) {
        var blocked = new ArrayList<Problem>();
        var visitor = event.visitor();
        if (visitor != null && !visitor.isBlank() && !isSomething(visitor)) {
            blocked.add(problem("visitor", visitor));
        }
        for (var kind : kinds) {
            var text = sent(event, kind);
            if (text != null && !text.isBlank() && !names(text, kind.guard())) {
                blocked.add(problem(kind.name(), text));
            }
        }
        return blocked;
    }

    /** The identifier of that kind and value as a person would type it; empty for an unknown kind or a value that names nobody. */
    public Optional<Identifier> identifier(String kind, String value) {
        if (kind.equals(Identifier.ANONYMOUS)) {
            var known = kindOf(value);
            if (known.isPresent()) {
                return KnownVisitor.of(value)
                        .flatMap(visitor -> identifier(known.get().name(), visitor.value()));
            }
            return isSomething(value) ? Optional.of(Identifier.anonymous(value)) : Optional.empty();
        }
        return kinds.stream()
                .filter(candidate -> candidate.name().equals(kind))
                .findFirst()
                .filter(known -> names(value, known.guard()))
                .map(known -> normalised(known, value));
    }

    /** What an identifier that was written under other definitions is under these: itself if they do not know its kind. */
    public Identifier renamed(Identifier identifier) {
        return identifier(identifier.kind(), identifier.value()).orElse(identifier);
    }

    private static boolean isSomething(String text) {
        var stripped = text.strip();
        return !stripped.isEmpty()
                && stripped.length() <= LONGEST
                && !NOTHING.contains(stripped.toLowerCase(Locale.ROOT));
    }

    private static boolean names(String text, Guard guard) {
        var stripped = text.strip();
        var lower = stripped.toLowerCase(Locale.ROOT);
        return isSomething(text)
                && stripped.length() >= guard.shortest()
                && !NOBODY.contains(lower)
                && !guard.block().contains(lower)
                && (guard.distinct() == 1 || lower.chars().distinct().count() >= guard.distinct());
    }

    private static Problem problem(String kind, String text) {
        return new Problem(
                "identifier.blocked",
                Problem.Place.inEvent(kind),
                text.length() > LONGEST ? text.length() + " characters" : "\"" + text + "\"",
                "a value that names one person",
                "The event is kept; this value leads to nobody and links nobody.");
    }

    /** Whether an event with these properties is somebody's, whatever device it comes from. */
    public boolean isSomebodys(Map<String, Value> properties) {
        return kinds.stream().anyMatch(kind -> {
            var text = carried(properties, kind);
            return text != null && names(text, kind.guard());
        });
    }

    private static @Nullable String sent(Event event, Workspace.IdentifierKind kind) {
        var known = known(event.visitor(), kind);
        return known != null ? known : carried(event.properties(), kind);
    }

    private static @Nullable String carried(Map<String, Value> properties, Workspace.IdentifierKind kind) {
        // A plain loop: every event passes here, several times.
        for (var property : kind.from()) {
            var value = properties.get(property);
            if (value != null) {
                return text(value);
            }
        }
        return null;
    }

    /** What the visitor's id says of that kind. */
    private static @Nullable String known(@Nullable String visitor, Workspace.IdentifierKind kind) {
        if (visitor == null || kind.tealiumAttribute().isEmpty()) {
            return null;
        }
        return KnownVisitor.of(visitor)
                .filter(known ->
                        known.attribute().equals(kind.tealiumAttribute().get()))
                .map(KnownVisitor::value)
                .orElse(null);
    }

    private static @Nullable String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Amount amount -> amount.toString();
            case Value.Flag _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> null;
        };
    }

    private static Identifier normalised(Workspace.IdentifierKind kind, String text) {
        var value = text;
        for (var normaliser : kind.normalise()) {
            value = switch (normaliser) {
                case TRIM -> value.strip();
                case LOWERCASE -> value.toLowerCase(Locale.ROOT);
                case SHA256 -> sha256(value);
            };
        }
        return new Identifier(kind.name(), value);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
