package io.pharos.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says by which identifiers an event's visitor is known, from the definitions alone. */
public final class Identification {
    private final List<Workspace.IdentifierKind> kinds;

    public Identification(Workspace workspace) {
        this.kinds = workspace.identifiers();
    }

    /** The identifiers the event carries: the anonymous id first, then the others, strongest first. */
    public List<Identifier> identifiers(Event event) {
        var identifiers = new ArrayList<Identifier>(2);
        var visitor = event.visitor();
        if (visitor != null && !visitor.isBlank()) {
            identifiers.add(Identifier.anonymous(visitor));
        }
        for (var kind : kinds) {
            sent(event, kind).flatMap(text -> normalise(kind, text)).ifPresent(identifiers::add);
        }
        return identifiers;
    }

    /**
     * The identifier whose profile the event belongs to: the anonymous id, else the strongest other. It also names the
     * sender among whose events an event id counts once. Empty if the event carries none.
     */
    public Optional<Identifier> routing(Event event) {
        var visitor = event.visitor();
        if (visitor != null && !visitor.isBlank()) {
            return Optional.of(Identifier.anonymous(visitor));
        }
        return identifiers(event).stream().findFirst();
    }

    /** The identifier of that kind and value as a person would type it; empty for an unknown kind or a blank value. */
    public Optional<Identifier> identifier(String kind, String value) {
        if (kind.equals(Identifier.ANONYMOUS)) {
            return value.isBlank() ? Optional.empty() : Optional.of(Identifier.anonymous(value));
        }
        return kinds.stream()
                .filter(candidate -> candidate.name().equals(kind))
                .findFirst()
                .flatMap(known -> normalise(known, value));
    }

    private static Optional<String> sent(Event event, Workspace.IdentifierKind kind) {
        // A plain loop: every event passes here, several times.
        for (var property : kind.from()) {
            var value = event.properties().get(property);
            if (value != null) {
                return text(value);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Optional.of(text);
            case Value.Amount amount -> Optional.of(amount.toString());
            case Value.Flag _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Optional.empty();
        };
    }

    private static Optional<Identifier> normalise(Workspace.IdentifierKind kind, String text) {
        var value = text;
        for (var normaliser : kind.normalise()) {
            value = switch (normaliser) {
                case TRIM -> value.strip();
                case LOWERCASE -> value.toLowerCase(Locale.ROOT);
                case SHA256 -> sha256(value);
            };
        }
        return text.isBlank() ? Optional.empty() : Optional.of(new Identifier(kind.name(), value));
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
