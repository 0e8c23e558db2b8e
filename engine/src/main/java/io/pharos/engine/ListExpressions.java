package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Expressions over lists and sets. */
final class ListExpressions {
    /** So few items are found sooner one by one. */
    private static final int FEW = 8;

    private ListExpressions() {}

    /** Items are compared as the attribute holds them. */
    static Read without(Expression.Without without, Attribute.Type type, Fit fit, Arguments arguments) {
        if (type == Attribute.Type.SET_OF_STRINGS) {
            var texts = arguments.texts(without.items());
            var others = arguments.texts(without.without());
            return frame -> {
                var all = texts.of(frame);
                var gone = others.of(frame);
                return all == null || gone == null ? null : Coercion.ofTexts(without(all, gone));
            };
        }
        var items = fit.items(without.items(), arguments);
        var others = fit.items(without.without(), arguments);
        return frame -> {
            var all = items.of(frame);
            var gone = others.of(frame);
            return all == null || gone == null ? null : new Value.Items(without(all, gone));
        };
    }

    static <T> List<T> without(List<T> items, List<T> others) {
        Collection<T> gone = others.size() <= FEW ? others : new HashSet<>(others);
        var left = new ArrayList<T>(items.size());
        for (var item : items) {
            if (!gone.contains(item)) {
                left.add(item);
            }
        }
        return left;
    }
}
