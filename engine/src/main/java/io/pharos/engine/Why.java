package io.pharos.engine;

import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Why something of a profile is as it is. */
public sealed interface Why {

    /**
     * Of an attribute that is written at moments.
     *
     * @param value empty if it is missing, as those of an event always are
     * @param writes those that changed it, latest first
     * @param earlier how many more there were before those
     */
    record Written(Optional<Value> value, List<Writing> writes, int earlier) implements Why {
        public Written {
            writes = List.copyOf(writes);
        }
    }

    /** @param enrichment its place in the attribute, from 0; empty where the end of a visit took the value away */
    record Writing(Cause cause, OptionalInt enrichment, Optional<Value> before, Optional<Value> after) {}

    /** Of an attribute that always equals an expression. */
    record Derived(Optional<Value> value, Expression expression, List<Evidence> inputs) implements Why {
        public Derived {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Of a badge or a segment.
     *
     * @param since empty if the visitor does not have it
     * @param turned how it last came or went; empty if it never did
     * @param now what its definition says as the profile stands
     */
    record Member(Optional<Instant> since, Optional<Turn> turned, List<Part> now) implements Why {
        public Member {
            now = List.copyOf(now);
        }
    }

    /** @param then what the definition said in that step, of the event as well */
    record Turn(Cause cause, boolean came, List<Part> then) {
        public Turn {
            then = List.copyOf(then);
        }
    }

    /**
     * A condition of the definition.
     *
     * @param when the moments at which it is looked at, if not at all
     */
    record Part(Role role, Optional<When> when, Explanation explanation) {
        public enum Role {
            /** One is in the segment while it holds. */
            IS_IN,
            /** The badge is assigned if it holds. */
            ASSIGN,
            /** The badge is removed if it holds, whatever {@link #ASSIGN} says. */
            REMOVE
        }
    }
}
