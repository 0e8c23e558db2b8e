package io.pharos.model.write;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Workspace;
import java.util.Optional;

/**
 * Parts of definitions as YAML on one line, in the form that the reader reads: what it makes of the text is the same again.
 * How somebody had written it, with comments and line breaks, is not known any more.
 */
public final class DefinitionText {
    private final Workspace workspace;

    /** @param workspace that the parts are of */
    public DefinitionText(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A condition of a rule, a badge or a segment, as it stands under {@code if}. */
    public String condition(Condition condition) {
        return new Conditions(new Names(workspace, Optional.empty()))
                .condition(condition)
                .toString();
    }

    /** As it stands in the list of the attribute; of a funnel, one of its steps or its {@code reset}. */
    public String enrichment(Attribute attribute, Enrichment enrichment) {
        return new Enrichments(attribute, new Names(workspace, Optional.of(attribute.name())))
                .enrichment(enrichment)
                .toString();
    }

    /** What is compared with, such as {@code 90d ago}. */
    public String comparand(Comparand comparand) {
        return Operators.comparand(comparand).toString();
    }

    public String name(Name name) {
        return new Names(workspace, Optional.empty()).text(name);
    }

    /** What stands under {@code derive}. */
    public String derivation(Expression expression) {
        return new Expressions(new Names(workspace, Optional.empty()))
                .expression(expression)
                .toString();
    }
}
