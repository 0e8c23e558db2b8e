package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Rows that name somebody, whichever family they are of: looked for as bytes, so that no decoder can overlook them. */
final class Leftovers {
    private Leftovers() {}

    static List<String> of(Rig rig, Collection<Identifier> identifiers) {
        rig.writeBack();
        var found = new ArrayList<String>();
        try (var view = rig.storage().state().view()) {
            for (var family : Family.values()) {
                view.scan(family, Keys.FIRST, Keys.behind(Keys.FIRST), (key, value) -> {
                    identifiers.stream()
                            .map(Identifier::value)
                            .filter(text -> has(key, text) || has(value, text))
                            .forEach(text -> found.add(family + ": " + text + " in " + text(key) + " " + text(value)));
                    return true;
                });
            }
        }
        return found;
    }

    static boolean has(byte[] bytes, String text) {
        return text(bytes).contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
