package io.pharos.runtime;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Workspace;
import io.pharos.runtime.Comparison.Moves;
import io.pharos.runtime.PlanReport.Firings;
import io.pharos.runtime.PlanReport.Group;
import io.pharos.runtime.PlanReport.Persons;
import io.pharos.runtime.PlanReport.Presence;
import io.pharos.runtime.PlanReport.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets what was counted beside the definitions of both workspaces. */
final class Tabulation {
    private final Workspace published;
    private final Workspace draft;
    private final Comparison counted;

    Tabulation(Workspace published, Workspace draft, Comparison counted) {
        this.published = published;
        this.draft = draft;
        this.counted = counted;
    }

    /**
     * @param all the profiles that there are
     * @param persons what the draft makes of who is who
     */
    PlanReport report(long all, Optional<Persons> persons) {
        return new PlanReport(
                published,
                draft,
                counted.days().end(),
                counted.days().dates(),
                new PlanSample(counted.profiles(), all),
                counted.changed(),
                segments(),
                badges(),
                attributes(),
                actions(),
                persons);
    }

    private List<Group> segments() {
        var before = published.segments().keySet();
        var after = draft.segments().keySet();
        return union(before, after).stream()
                .map(name -> group(
                        name,
                        presence(name, before, after),
                        counted.segment(name),
                        counted.published().segmentSizes(name),
                        counted.draft().segmentSizes(name)))
                .toList();
    }

    private List<Group> badges() {
        var before = published.badges().keySet();
        var after = draft.badges().keySet();
        return union(before, after).stream()
                .map(name -> group(
                        name,
                        presence(name, before, after),
                        counted.badge(name),
                        counted.published().badgeSizes(name),
                        counted.draft().badgeSizes(name)))
                .toList();
    }

    private static Group group(
            String name, Presence presence, Moves moves, List<Long> publishedSizes, List<Long> draftSizes) {
        return new Group(
                name,
                presence,
                moves.entering().count(),
                moves.leaving().count(),
                moves.entering().some(),
                moves.leaving().some(),
                publishedSizes,
                draftSizes);
    }

    private List<Values> attributes() {
        var before = lasting(published);
        var after = lasting(draft);
        return union(before, after).stream()
                .map(name -> {
                    var changes = counted.attribute(name);
                    return new Values(name, presence(name, before, after), changes.count(), changes.some());
                })
                .toList();
    }

    private List<Firings> actions() {
        var before = published.actions().keySet();
        var after = draft.actions().keySet();
        return union(before, after).stream()
                .map(name -> new Firings(
                        name,
                        presence(name, before, after),
                        counted.published().fired(name),
                        counted.draft().fired(name)))
                .toList();
    }

    /** Those that a profile shows. */
    private static Set<String> lasting(Workspace workspace) {
        return workspace.attributes().values().stream()
                .filter(attribute ->
                        attribute.scope() != Scope.EVENT || attribute.definition() instanceof Definition.Derived)
                .map(Attribute::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Presence presence(String name, Set<String> published, Set<String> draft) {
        if (!draft.contains(name)) {
            return Presence.PUBLISHED;
        }
        return published.contains(name) ? Presence.BOTH : Presence.DRAFT;
    }

    private static Set<String> union(Set<String> published, Set<String> draft) {
        var names = new LinkedHashSet<>(draft);
        names.addAll(published);
        return names;
    }
}
