package io.pharos.actions;

import io.pharos.model.Action;
import io.pharos.model.Delivery;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import java.util.List;

/** The templates of a workspace's actions, without sending anything. */
@SuppressWarnings("DoNotCallSuggester") // the bodies follow in the next commits
public final class Templates {
    private Templates() {}

    /**
     * Everything about the workspace's actions and connectors that could not be sent: templates that do not parse or
     * read what is not declared, headers and addresses that cannot be, file names outside the data folder. A problem's
     * path is that of the definition, such as {@code actions.win_back.mapping.to}; its line and column, where known, are
     * those inside the template.
     */
    public static List<Problem> check(Workspace workspace) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The JSON that {@code action} would send for {@code delivery}, or why it could not. */
    public static Parsed<String> render(Workspace workspace, Action action, Delivery delivery) {
        throw new UnsupportedOperationException("not written yet");
    }
}
