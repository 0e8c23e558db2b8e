package io.pharos.engine;

import io.pharos.engine.Arguments.Conversion;
import io.pharos.model.Expression;
import io.pharos.model.TimePattern;
import io.pharos.model.Value;

/** Expressions that make texts, or read them. */
final class TextExpressions {
    private TextExpressions() {}

    static Read join(Expression.Join join, Arguments arguments) {
        var parts = join.parts().stream().map(arguments::text).toList();
        var with = join.with();
        return frame -> {
            StringBuilder joined = null;
            for (var i = 0; i < parts.size(); i++) {
                var text = parts.get(i).of(frame);
                if (text != null) {
                    joined = joined == null ? new StringBuilder() : joined.append(with);
                    joined.append(text);
                }
            }
            return joined == null ? null : new Value.Text(joined.toString());
        };
    }

    static Read format(Expression.Format format, Arguments arguments) {
        var date = arguments.date(format.date());
        var pattern = new TimePattern(format.pattern(), format.zone());
        return frame -> {
            var at = date.of(frame);
            return at == null ? null : new Value.Text(pattern.write(at));
        };
    }

    static Read parse(Expression.Parse parse, Arguments arguments) {
        var pattern = new TimePattern(parse.pattern(), parse.zone());
        Conversion<Value> conversion = value -> {
            var text = Coercion.text(value);
            var at = text == null ? null : pattern.read(text).orElse(null);
            return at == null || !Value.Moment.fits(at) ? null : new Value.Moment(at);
        };
        return arguments.converted(parse.text(), conversion, "a time of the form " + parse.pattern())::of;
    }
}
