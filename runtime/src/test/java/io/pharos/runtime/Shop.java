package io.pharos.runtime;

import static io.pharos.engine.testkit.Definitions.above;
import static io.pharos.engine.testkit.Definitions.ago;
import static io.pharos.engine.testkit.Definitions.always;
import static io.pharos.engine.testkit.Definitions.atLeast;
import static io.pharos.engine.testkit.Definitions.below;
import static io.pharos.engine.testkit.Definitions.days;
import static io.pharos.engine.testkit.Definitions.event;
import static io.pharos.engine.testkit.Definitions.eventTime;
import static io.pharos.engine.testkit.Definitions.increase;
import static io.pharos.engine.testkit.Definitions.onlyIf;
import static io.pharos.engine.testkit.Definitions.set;
import static io.pharos.engine.testkit.Definitions.that;
import static io.pharos.engine.testkit.Definitions.when;

import io.pharos.engine.testkit.Draft;
import io.pharos.model.About;
import io.pharos.model.Action;
import io.pharos.model.Action.Mapping;
import io.pharos.model.Action.Trigger;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Segment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A workspace small enough to keep in mind: buyers have bought, regulars three times, who stays away 30 days is lapsed, after a year gone. */
final class Shop {
    static final Workspace WORKSPACE = shop(3);
    /** The same, but one purchase makes a regular. */
    static final Workspace GENEROUS = shop(1);

    private Shop() {}

    private static Workspace shop(int regularFrom) {
        var definitions = Draft.workspace("shop")
                .identifier("email", Policy.MERGE)
                .attribute("orders", Type.NUMBER, onlyIf(event("purchase"), increase(1)))
                .attribute("last_seen", Type.DATE, always(set(eventTime())))
                .badge("regular", when(that("orders", atLeast(regularFrom))))
                .segment("buyers", that("orders", above(0)))
                .segment("lapsed", that("last_seen", below(ago(days(30)))))
                .segment("gone", that("last_seen", below(ago(days(365)))))
                .build();
        return withActions(
                definitions,
                Map.of(
                        "welcome_buyer", new Trigger.Joined("buyers"),
                        "thank_regular", new Trigger.BadgeAssigned("regular"),
                        "win_back", new Trigger.Joined("lapsed"),
                        "greet_again", new Trigger.Left("lapsed")));
    }

    /** Each badge and each segment sets something off, when it comes or when it goes. */
    static Workspace withAllTriggers(Workspace workspace) {
        var triggers = new LinkedHashMap<String, Trigger>();
        for (var badge : workspace.badges().keySet()) {
            triggers.put("got_" + badge, new Trigger.BadgeAssigned(badge));
            triggers.put("lost_" + badge, new Trigger.BadgeRemoved(badge));
        }
        for (var segment : workspace.segments().keySet()) {
            triggers.put("joined_" + segment, new Trigger.Joined(segment));
            triggers.put("left_" + segment, new Trigger.Left(segment));
        }
        return withActions(workspace, triggers);
    }

    static Workspace withActions(Workspace workspace, Map<String, Trigger> triggers) {
        var actions = new LinkedHashMap<String, Action>();
        triggers.forEach((name, trigger) -> actions.put(
                name,
                new Action(
                        name,
                        "crm",
                        trigger,
                        Optional.empty(),
                        new Mapping.Fields(Map.of()),
                        new About(name, "", List.of()))));
        return with(workspace, workspace.name(), workspace.identifiers(), workspace.segments(), actions);
    }

    static Workspace with(
            Workspace workspace,
            String name,
            List<IdentifierKind> identifiers,
            Map<String, Segment> segments,
            Map<String, Action> actions) {
        return new Workspace(
                name,
                workspace.zone(),
                workspace.visits(),
                workspace.limits(),
                workspace.live(),
                workspace.settle(),
                workspace.retention(),
                workspace.sources(),
                identifiers,
                workspace.attributes(),
                workspace.rules(),
                workspace.badges(),
                segments,
                workspace.connectors(),
                actions,
                workspace.views(),
                workspace.tests());
    }

    /** The same, and persons expire. */
    static Workspace keeping(Workspace workspace, Random chance) {
        var segments = new LinkedHashMap<String, Segment>();
        workspace.segments().forEach((name, segment) -> {
            var keep = Optional.of(Duration.ofHours(1 + chance.nextInt(300))).filter(_ -> chance.nextInt(3) == 0);
            segments.put(name, new Segment(name, segment.condition(), keep, segment.about()));
        });
        var profile = Optional.of(Duration.ofHours(1 + chance.nextInt(300))).filter(_ -> chance.nextInt(3) > 0);
        var kept = with(workspace, workspace.name(), workspace.identifiers(), segments, workspace.actions());
        return new Workspace(
                kept.name(),
                kept.zone(),
                kept.visits(),
                kept.limits(),
                kept.live(),
                kept.settle(),
                new Workspace.Retention(profile, Duration.ofHours(1 + chance.nextInt(100))),
                kept.sources(),
                kept.identifiers(),
                kept.attributes(),
                kept.rules(),
                kept.badges(),
                kept.segments(),
                kept.connectors(),
                kept.actions(),
                kept.views(),
                kept.tests());
    }
}
