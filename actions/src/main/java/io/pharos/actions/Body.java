package io.pharos.actions;

import io.pharos.model.Action;
import io.pharos.model.Delivery;
import io.pharos.model.Parsed;
import io.pharos.model.Workspace;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What an action sends, made ready once and written as JSON for each delivery. Safe for use by many threads. */
sealed interface Body permits Everything, Mapped {
    JsonFactory JSON = new JsonFactory();

    void write(Delivery delivery, Budget budget, JsonGenerator json);

    /** An action that maps nothing sends everything. */
    static Parsed<Body> of(Action action, Workspace workspace) {
        return action.mapping() instanceof Action.Mapping.Fields(var fields) && fields.isEmpty()
                ? new Parsed.Valid<>(new Everything(new Values(workspace)), List.of())
                : Mapped.compile(action, workspace);
    }

    /** @throws Unrenderable if it cannot be rendered for this delivery */
    default String render(Delivery delivery) {
        var budget = new Budget();
        var body = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), new Metered(body, budget))) {
            write(delivery, budget, json);
        }
        return body.toString();
    }
}
