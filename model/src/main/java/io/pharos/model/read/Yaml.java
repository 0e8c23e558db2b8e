package io.pharos.model.read;

import java.util.List;
import java.util.Set;

/** A node of a YAML file: what was written and where. What it means is decided by its place, not by its looks. */
sealed interface Yaml {
    Spot spot();

    /** @param plain written without quotes */
    record Scalar(Spot spot, String text, boolean plain) implements Yaml {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether nothing was written, or {@code ~}. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }
    }

    record Sequence(Spot spot, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Its keys are distinct and not empty. */
    record Mapping(Spot spot, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** Something that was reported already, so that nobody reports it again. */
    record Broken(Spot spot) implements Yaml {}

    record Entry(Scalar key, Yaml value) {
        String name() {
            return key.text();
        }
    }
}
