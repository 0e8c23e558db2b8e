package io.pharos.model.write;

import io.pharos.model.Attribute;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes names as they are read in the definition of one attribute, or elsewhere.
 *
 * @param self the attribute in whose definition they stand: its bare name is a property of the event there
 */
record Names(Workspace workspace, Optional<String> self) {
    /** Names of properties that cannot be taken for anything else. */
    private static final Pattern BARE = Pattern.compile("\\p{L}[\\p{L}\\p{N}_ -]*(\\.[\\p{L}\\p{N}_ -]+)*");

    private static final Pattern PREFIXED = Pattern.compile("(event|visit|visitor|identifier)\\..*");

    Flow name(Name name) {
        return Flow.text(text(name));
    }

    String text(Name name) {
        return switch (name) {
            case Name.Property(var property) -> property(property);
            case Name.OfAttribute(var attribute) -> attribute(attribute);
            case Name.OfIdentifier(var kind) -> "identifier." + kind;
            case Name.EventTime _ -> "event_time";
        };
    }

    private String property(String property) {
        var isBare = BARE.matcher(property).matches()
                && !PREFIXED.matcher(property).matches()
                && !Flow.WORD.matcher(property).matches()
                && !Name.RESERVED.contains(property)
                && (self.equals(Optional.of(property))
                        || !workspace.attributes().containsKey(property));
        return isBare ? property : "event." + property;
    }

    private String attribute(String attribute) {
        var known = workspace.attributes().get(attribute);
        return self.equals(Optional.of(attribute)) && known != null && known.scope() != Attribute.Scope.EVENT
                ? known.scope().name().toLowerCase(Locale.ROOT) + "." + attribute
                : attribute;
    }

    Flow operand(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> name(name);
            case Operand.Constant(Value.Amount amount) -> Flow.value(amount);
            case Operand.Constant(Value.Flag flag) -> Flow.value(flag);
            case Operand.Constant(var value) -> Flow.of("value", Flow.value(value));
            case Operand.ListOf(var items) ->
                Flow.list(items.stream().map(this::operand).toList());
        };
    }
}
