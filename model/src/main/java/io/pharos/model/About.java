package io.pharos.model;

import java.util.List;

/**
 * What people say about a definition; nothing is computed from it.
 *
 * @param title shown in place of the name; the name itself if nothing was written
 */
public record About(String title, String notes, List<String> labels) {
    public About {
        labels = List.copyOf(labels);
    }
}
