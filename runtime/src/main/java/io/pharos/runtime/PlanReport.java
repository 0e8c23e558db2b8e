package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a draft would change: the profiles looked at, folded under what is published and under the draft, compared as they
 * read at one moment, and what the one and the other would have made of the days before it.
 *
 * @param asOf the moment; everything later is left out
 * @param days the calendar days of the period in the draft's zone, the last one as far as it has gone
 * @param changed how many profiles have another segment, badge or attribute
 * @param segments all of either workspace, those of the draft first, in the order written
 * @param badges likewise
 * @param attributes those that lie in either workspace and outlive the event, likewise
 * @param actions likewise
 * @param persons what the draft makes of who is who; empty if it does not change that
 */
public record PlanReport(
        Workspace published,
        Workspace draft,
        Instant asOf,
        List<LocalDate> days,
        PlanSample sample,
        long changed,
        List<Group> segments,
        List<Group> badges,
        List<Values> attributes,
        List<Firings> actions,
        Optional<Persons> persons) {

    public PlanReport {
        days = List.copyOf(days);
        segments = List.copyOf(segments);
        badges = List.copyOf(badges);
        attributes = List.copyOf(attributes);
        actions = List.copyOf(actions);
    }

    /**
     * What a draft makes of who is who. It is told of all, whatever the sample: whom a person would be one with can be anybody.
     *
     * @param published persons there are
     * @param draft persons there would be
     * @param merging persons there are who would be one with others, or whose events partly would
     * @param splitting persons there are who would be several
     * @param merges those there would be who are made of most others, and of how many
     * @param splits those there are who would be most others, and how many
     */
    public record Persons(
            long published, long draft, long merging, long splitting, List<Regrouped> merges, List<Regrouped> splits) {
        public Persons {
            merges = List.copyOf(merges);
            splits = List.copyOf(splits);
        }
    }

    /** @param events of that person */
    public record Regrouped(Example person, long persons, long events) {}

    /** Where a definition is. One that is renamed is gone under its old name and new under the other. */
    public enum Presence {
        BOTH,
        DRAFT,
        PUBLISHED
    }

    /**
     * A segment, or a badge.
     *
     * @param entering profiles that are in it under the draft and not as published
     * @param leaving the other way round
     * @param enterers some of those that enter, always the same ones
     * @param publishedSizes how many are in it at the end of each day
     * @param draftSizes how many would have been
     */
    public record Group(
            String name,
            Presence presence,
            long entering,
            long leaving,
            List<Example> enterers,
            List<Example> leavers,
            List<Long> publishedSizes,
            List<Long> draftSizes) {
        public Group {
            enterers = List.copyOf(enterers);
            leavers = List.copyOf(leavers);
            publishedSizes = List.copyOf(publishedSizes);
            draftSizes = List.copyOf(draftSizes);
        }

        public long publishedSize() {
            return publishedSizes.getLast();
        }

        public long draftSize() {
            return draftSizes.getLast();
        }
    }

    /**
     * An attribute.
     *
     * @param changed profiles for which it has another value, or a value in one workspace only
     */
    public record Values(String name, Presence presence, long changed, List<Change> examples) {
        public Values {
            examples = List.copyOf(examples);
        }
    }

    /** An action, as often as each workspace triggers it. */
    public record Firings(String name, Presence presence, Fired published, Fired draft) {}

    /**
     * How often an action would have been triggered, if every event had come at its own time.
     *
     * @param perDay what live events and time bring about
     * @param silent what belongs to the past when it comes, as with imports: that sets off nothing
     * @param squares of the numbers of each profile, summed: from them follows how far a sample can be off
     */
    public record Fired(List<Long> perDay, long silent, double squares) {
        public Fired {
            perDay = List.copyOf(perDay);
        }

        public long total() {
            return perDay.stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A profile to look at.
     *
     * @param id as everywhere, the smallest identifier
     * @param identifier by which it can be found: one that the sender knows the visitor by, else the anonymous id
     */
    public record Example(String id, Identifier identifier) {
        /** @param identifiers all by which the profile is known */
        static Example of(String id, Collection<Identifier> identifiers) {
            return new Example(
                    id,
                    identifiers.stream()
                            .min(Comparator.comparing(Identifier::isAnonymous).thenComparing(Comparator.naturalOrder()))
                            .orElseThrow());
        }
    }

    /** A value before and after; of a long one the beginning. */
    public record Change(Example profile, Optional<Value> published, Optional<Value> draft) {}
}
