package io.pharos.model.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What definitions read by way of the rules they name. */
record RuleUses(Map<String, Uses> rules) {

    /** What {@code uses} reads itself, and what the rules read that it names. */
    <T> List<T> all(Uses uses, Function<Uses, List<T>> part) {
        var all = new ArrayList<T>();
        with(uses).forEach(each -> all.addAll(part.apply(each)));
        return all;
    }

    private List<Uses> with(Uses uses) {
        var found = new ArrayList<Uses>();
        var seen = new HashSet<String>();
        var open = new ArrayList<>(List.of(uses));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            found.add(next);
            for (var named : next.rules()) {
                var rule = rules.get(named.name());
                if (rule != null && seen.add(named.name())) {
                    open.add(rule);
                }
            }
        }
        return found;
    }
}
