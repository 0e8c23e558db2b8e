package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Rows.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * That somebody was erased.
 *
 * @param at what is from before that moment, included, is refused if it comes late
 * @param refusedUntil the moment up to which that holds
 * @param identifiers by which they were known, sorted
 * @param profiles 1, or 0 if nothing of theirs was stored
 * @param events of theirs
 * @param mentions events of others that carried one of the identifiers, and do not any more
 * @param links between identifiers
 * @param sightings on devices that people share
 * @param deliveries rows of the ledger
 * @param cancelled those of them that had not arrived, or were given up, and will not be sent any more
 * @param isOffDisk whether nothing is left in the files of log and rows; if not, somebody was reading what was there before, and
 *     it goes some time after they have ended
 */
public record Erasure(
        Instant at,
        Instant refusedUntil,
        List<Identifier> identifiers,
        long profiles,
        long events,
        long mentions,
        long links,
        long sightings,
        long deliveries,
        long cancelled,
        boolean isOffDisk) {
    public Erasure {
        identifiers = List.copyOf(identifiers);
    }

    static Erasure of(Entry.Erase.Erased erased, Duration refused, boolean isOffDisk) {
        var removal = erased.removal();
        var removed = erased.removed();
        return new Erasure(
                erased.at(),
                erased.at().plus(refused),
                removal.identifiers().stream().sorted().toList(),
                removed.profiles(),
                removed.events(),
                removed.mentions(),
                removal.links(),
                removal.sightings(),
                removed.deliveries(),
                removed.cancelled(),
                isOffDisk);
    }

    /** Where it lay. */
    static List<Place> places(Entry.Erase.Erased erased) {
        var removal = erased.removal();
        var places = new ArrayList<>(erased.removed().places());
        removal.persons().forEach(person -> places.add(new Place(Family.PERSONS, Keys.profile(person))));
        removal.others().forEach(person -> places.add(new Place(Family.PERSONS, Keys.profile(person))));
        for (var identifier : removal.identifiers()) {
            places.add(new Place(Family.IDENTITIES, Keys.identifier(identifier)));
            places.add(new Place(Family.LINKS, Keys.linksOf(identifier)));
            places.add(new Place(Family.EVENT_IDS, Sender.of(identifier).prefix()));
            places.add(new Place(Family.CAUSED, Keys.causedBy(identifier.toString())));
        }
        removal.around().forEach(identifier -> places.add(new Place(Family.LINKS, Keys.linksOf(identifier))));
        removal.stretches()
                .keySet()
                .forEach(device -> places.add(new Place(Family.SIGHTINGS, Keys.sightingsOn(device))));
        Stream.of(Family.DEADLINES, Family.OUTSTANDING).forEach(family -> places.add(new Place(family, Keys.FIRST)));
        return places;
    }
}
