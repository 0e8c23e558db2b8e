package io.pharos.actions;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code a.b} and {@code a["b"]} mean: the entry of a map, the place in a list; never a method or a field. */
final class PlainResolver implements AttributeResolver {
    @Override
    public ResolvedAttribute resolve(
            @Nullable Object of,
            @Nullable Object name,
            Object @Nullable [] argumentValues,
            @Nullable ArgumentsNode arguments,
            EvaluationContextImpl context,
            String template,
            int line) {
        return new ResolvedAttribute(find(of, name));
    }

    private static @Nullable Object find(@Nullable Object of, @Nullable Object name) {
        return switch (of) {
            case Map<?, ?> map -> name == null ? null : map.get(Plain.text(name, new Budget()));
            case List<?> list ->
                Plain.number(name)
                        .map(Number::intValue)
                        .filter(place -> place >= 0 && place < list.size())
                        .<Object>map(list::get)
                        .orElse(null);
            case LoopVariables loop -> ofLoop(loop, String.valueOf(name));
            case null, default -> null;
        };
    }

    private static @Nullable Object ofLoop(LoopVariables loop, String name) {
        return switch (name) {
            case "index" -> loop.getIndex();
            case "length" -> loop.getLength().intValue();
            case "revindex" -> loop.getRevindex().intValue();
            case "first" -> loop.isFirst();
            case "last" -> loop.isLast();
            default -> null;
        };
    }
}
