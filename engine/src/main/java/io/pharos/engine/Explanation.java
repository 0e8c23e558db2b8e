package io.pharos.engine;

import io.pharos.model.Condition;
import java.util.List;

/**
 * Whether a condition holds, and why.
 *
 * @param parts what it is made of: the branches of all, any and not, the condition of a rule, the measures of a behaviour if
 *     there are several
 * @param evidence what it has read itself
 */
public record Explanation(Condition condition, boolean holds, List<Explanation> parts, List<Evidence> evidence) {
    public Explanation {
        parts = List.copyOf(parts);
        evidence = List.copyOf(evidence);
    }
}
