package io.pharos.model;

import java.util.List;

/**
 * What people say about a definition; nothing is computed from it.
 *
 * @param title shown in place of the name; the name itself if nothing was written
 * @param builtIn Pharos has brought the definition, nobody has written it
 */
public record About(String title, String notes, List<String> labels, boolean builtIn) {
    public About {
        labels = List.copyOf(labels);
    }

    public About(String title, String notes, List<String> labels) {
        this(title, notes, labels, false);
    }
}
