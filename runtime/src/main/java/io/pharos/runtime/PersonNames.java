package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.Optional;

/** What persons are called in a report. */
final class PersonNames {
    private final Rows rows;
    private final Edition edition;

    PersonNames(Rows rows, Edition edition) {
        this.rows = rows;
        this.edition = edition;
    }

    /** By an identifier if there is one, and in any case by the profile's name inside the store. */
    String of(long person) {
        var internal = "profile " + Long.toHexString(person);
        return identifier(person)
                .map(identifier -> identifier + " (" + internal + ")")
                .orElse(internal);
    }

    /** What the first of their events says, whatever else is damaged. */
    private Optional<Identifier> identifier(long person) {
        var found = new ArrayList<Identifier>();
        var prefix = Keys.profile(person);
        try {
            rows.scan(Family.HISTORY, prefix, Keys.behind(prefix), (key, row) -> {
                found.add(HistoryTable.filed(key, row, edition.identification()).owner());
                return false;
            });
        } catch (RuntimeException _) {
            // told elsewhere
        }
        return found.stream().findFirst();
    }
}
