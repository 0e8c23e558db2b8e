package io.pharos.actions;

import io.pharos.model.Action;
import io.pharos.model.Delivery;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The templates of a workspace's actions, without sending anything. */
public final class Templates {
    private Templates() {}

    /**
     * Everything about the workspace's actions and connectors that could not be sent: templates that do not parse or
     * read what is not declared, headers and addresses that cannot be, file names outside the data folder. A problem's
     * path is that of the definition, such as {@code actions.win_back.mapping.to}; its line and column, where known, are
     * those inside the template.
     */
    public static List<Problem> check(Workspace workspace) {
        var problems = new ArrayList<Problem>();
        workspace.actions().values().forEach(action -> {
            if (Body.of(action, workspace) instanceof Parsed.Invalid<Body>(var found)) {
                problems.addAll(found);
            }
        });
        workspace.connectors().values().forEach(connector -> problems.addAll(ConnectorCheck.of(connector)));
        return problems;
    }

    /** The JSON that {@code action} would send for {@code delivery}, or why it could not. */
    public static Parsed<String> render(Workspace workspace, Action action, Delivery delivery) {
        return switch (Body.of(action, workspace)) {
            case Parsed.Valid<Body> body -> render(body.value(), action, delivery);
            case Parsed.Invalid<Body>(var problems) -> new Parsed.Invalid<>(problems);
        };
    }

    private static Parsed<String> render(Body body, Action action, Delivery delivery) {
        try {
            return new Parsed.Valid<>(body.render(delivery), List.of());
        } catch (Unrenderable e) {
            return new Parsed.Invalid<>(List.of(new Problem(
                    "action.unrenderable",
                    new Problem.Place("", 0, 0, "actions." + action.name()),
                    String.valueOf(e.getMessage()),
                    "a mapping that can be rendered for this delivery",
                    "")));
        }
    }
}
