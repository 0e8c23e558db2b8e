package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import java.util.List;
import java.util.Optional;

/** Reads expressions about a tally, such as {@code top_keys: { of: categories, count: 3 }}. */
final class TallyExpressions {
    private static final Keys TOP_KEY = Keys.of("of");
    private static final Keys TOP_KEYS = Keys.of("of", "count");
    private static final Keys KEYS_ABOVE = Keys.of("of", "value").elsewhere("above", "value", "amount", "value");
    private static final Keys VALUE_OF = Keys.of("tally", "key").elsewhere("of", "tally");

    /** More keys than a tally has by default. */
    private static final int MOST_KEYS = 100_000;

    private final Tools tools;
    private final Problems problems;
    private final Names names;
    private final Operands operands;

    TallyExpressions(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.names = new Names(tools);
        this.operands = new Operands(tools);
    }

    Optional<Expression> topKey(Yaml node, Site.InDefinition site) {
        return Fields.of(node, TOP_KEY, "{ of: a_tally }", problems)
                .flatMap(fields -> tally(fields, "of", site))
                .map(Expression.TopKey::new);
    }

    Optional<Expression> topKeys(Yaml node, Site.InDefinition site) {
        var fields = Fields.of(node, TOP_KEYS, "{ of: a_tally, count: 3 }", problems);
        var tally = fields.flatMap(known -> tally(known, "of", site));
        var count = fields.flatMap(known -> known.required("count", "how many"))
                .flatMap(written -> tools.numbers().whole(written, 1, MOST_KEYS));
        return tally.flatMap(of -> count.map(most -> new Expression.TopKeys(of, most)));
    }

    Optional<Expression> keysAbove(Yaml node, Site.InDefinition site) {
        var fields = Fields.of(node, KEYS_ABOVE, "{ of: a_tally, value: 3 }", problems);
        var tally = fields.flatMap(known -> tally(known, "of", site));
        var value = fields.flatMap(known -> known.required("value", "a number")).flatMap(tools.numbers()::number);
        return tally.flatMap(of -> value.map(amount -> new Expression.KeysAbove(of, amount.amount())));
    }

    Optional<Expression> valueOf(Yaml node, Site.InDefinition site) {
        var fields = Fields.of(node, VALUE_OF, "{ tally: a_tally, key: … }", problems);
        var tally = fields.flatMap(known -> tally(known, "tally", site));
        var key = fields.flatMap(known -> known.required("key", "one text"))
                .flatMap(written -> operands.one(written, Wanted.TEXT, site));
        return tally.flatMap(of -> key.map(known -> new Expression.ValueOf(of, known)));
    }

    private Optional<String> tally(Fields fields, String key, Site.InDefinition site) {
        return fields.required(key, "a tally")
                .flatMap(node -> names.attributeOf(node, List.of(Attribute.Type.TALLY), site));
    }
}
