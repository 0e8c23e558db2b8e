package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Refiling;
import io.pharos.runtime.Removal.Stretch;
import io.pharos.runtime.Rows.Family;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes persons out of who is who, as if they had never been heard of. Owned by the identities, for one entry. */
final class Forgetting {
    private final Overlay rows;
    private final IdentityTable table;
    private final LinkGraph links;
    private final Lines lines;
    private final Identification identification;
    private final Regrouping change;

    Forgetting(
            Overlay rows,
            IdentityTable table,
            LinkGraph links,
            Lines lines,
            Identification identification,
            Regrouping change) {
        this.rows = rows;
        this.table = table;
        this.links = links;
        this.lines = lines;
        this.identification = identification;
        this.change = change;
    }

    /**
     * All at once, so that it makes no difference who comes first.
     *
     * @param unheard whom only events of those named, and who have none of their own
     * @param until the moment, in milliseconds
     */
    Removal forget(Collection<Survey> surveys, Collection<Survey> unheard, long until) {
        var identifiers = members(surveys);
        var persons = surveys.stream().map(Survey::person).toList();
        var named = new TreeSet<>(identifiers);
        named.removeIf(this::isShared);
        var around = links.around(identifiers);
        var leaving = new TreeSet<>(identifiers);
        unheard.forEach(survey -> leaving.add(survey.known()));
        var unlinked = links.remove(leaving, change);
        var others = new TreeSet<Long>();
        unlinked.others().forEach(other -> table.person(other).ifPresent(others::add));
        persons.forEach(table::remove);
        unheard.forEach(survey -> table.remove(survey.person()));
        leaving.forEach(table::forget);
        surveys.forEach(survey -> survey.events().forEach(key -> rows.unmark(Family.EVENT_IDS, key)));
        named.forEach(identifier -> rows.unmarkEventIds(Sender.of(identifier).prefix()));
        var stretches = new HashMap<Identifier, List<Stretch>>();
        var sightings = identification.switches() ? leave(devices(surveys), identifiers, until, stretches) : 0;
        return new Removal(persons, identifiers, named, others, around, stretches, unlinked.links(), sightings);
    }

    private Set<Identifier> members(Collection<Survey> surveys) {
        var members = new TreeSet<Identifier>();
        surveys.forEach(survey -> members.addAll(table.group(survey.known()).members()));
        return members;
    }

    private static Set<Identifier> devices(Collection<Survey> surveys) {
        var devices = new TreeSet<Identifier>();
        surveys.forEach(survey -> devices.addAll(survey.devices()));
        return devices;
    }

    private boolean isShared(Identifier identifier) {
        return identification.switches() && identifier.isAnonymous();
    }

    /**
     * Nobody of {@code gone} was ever seen on {@code devices}. What belonged to the device alone may be somebody's now.
     *
     * @return how many sightings there were
     */
    private long leave(
            Set<Identifier> devices, Set<Identifier> gone, long until, Map<Identifier, List<Stretch>> stretches) {
        var sightings = 0L;
        for (var device : devices) {
            var line = lines.of(device);
            stretches.put(device, line.stretches(gone, until));
            var first = line.first();
            sightings += lines.remove(device, gone);
            if (!lines.of(device).first().equals(first)) {
                claim(device);
            }
        }
        return sightings;
    }

    /** What belonged to the device alone is of whoever is the first there now, if it is not too long before. */
    private void claim(Identifier device) {
        var line = lines.of(device);
        var alone = table.person(device);
        if (alone.isPresent() && line.first().isPresent()) {
            var first = line.first().get();
            var subject = first.subject();
            var owner = new Whose(table.person(subject).orElseThrow(), subject);
            var since = line.since(subject, first.spot());
            var rest = new Whose(alone.get(), device);
            change.refile(alone.get(), new Refiling(device, null, first.spot(), since, owner, rest));
        }
    }
}
