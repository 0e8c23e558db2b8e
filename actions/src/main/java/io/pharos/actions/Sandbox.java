package io.pharos.actions;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The template engine, cut down to what cannot do harm: no files, no other templates, no methods of objects, no
 * variables, macros or blocks, and nothing that runs or grows without a {@link Budget}.
 *
 * @see <a href="https://pebbletemplates.io">Pebble, whose language this is a part of</a>
 */
final class Sandbox {
    static final String ZONE = "the zone";

    private static final Set<String> FILTERS_OF_TEXTS = Set.of(
            "upper", "lower", "capitalize", "title", "trim", "urlencode", "base64encode", "base64decode", "sha256");
    private static final Set<String> OTHER_FILTERS =
            Set.of("default", "escape", "first", "last", "length", "numberformat", "slice");
    private static final Set<String> OPERATORS_KEPT = Set.of("or", "and", "is", "is not", "|");

    static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(new StringLoader())
            .registerExtensionCustomizer(Cut::new)
            .autoEscaping(false)
            .strictVariables(false)
            .newLineTrimming(false)
            .cacheActive(false)
            .literalNumbersAsBigDecimals(true)
            .defaultLocale(Locale.ENGLISH)
            .methodAccessValidator((_, _) -> false)
            .build();

    private Sandbox() {}

    static Budget budget(EvaluationContext context) {
        return (Budget) Objects.requireNonNull(context.getVariable(Budget.VARIABLE), "rendering without a budget");
    }

    static String zone(EvaluationContext context) {
        return String.valueOf(context.getVariable(ZONE));
    }

    /** One of the engine's own extensions, and what is left of it. */
    private static final class Cut extends ExtensionCustomizer {
        private final boolean core;

        Cut(Extension whole) {
            super(whole);
            this.core = whole instanceof CoreExtension;
        }

        @Override
        public Map<String, Filter> getFilters() {
            var kept = new HashMap<String, Filter>();
            orEmpty(super.getFilters()).forEach((name, filter) -> {
                if (FILTERS_OF_TEXTS.contains(name)) {
                    kept.put(name, Filters.ofText(filter));
                } else if (OTHER_FILTERS.contains(name)) {
                    kept.put(name, filter);
                }
            });
            kept.putAll(core ? Filters.all() : Map.of());
            return kept;
        }

        @Override
        public Map<String, Function> getFunctions() {
            return core ? Map.of("range", new Loops.Range()) : Map.of();
        }

        @Override
        public Map<String, Test> getTests() {
            return orEmpty(super.getTests());
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            return core ? List.of(new IfTokenParser(), new Loops()) : List.of();
        }

        @Override
        public List<BinaryOperator> getBinaryOperators() {
            if (!core) {
                return List.of();
            }
            var kept = new ArrayList<>(super.getBinaryOperators());
            kept.removeIf(operator -> !OPERATORS_KEPT.contains(operator.getSymbol()));
            kept.addAll(Operators.all());
            return kept;
        }

        @Override
        public List<UnaryOperator> getUnaryOperators() {
            return core ? super.getUnaryOperators() : List.of();
        }

        @Override
        public Map<String, Object> getGlobalVariables() {
            return Map.of();
        }

        @Override
        public List<NodeVisitorFactory> getNodeVisitors() {
            return List.of();
        }

        @Override
        public List<AttributeResolver> getAttributeResolver() {
            return core ? List.of(new PlainResolver()) : List.of();
        }

        private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> extensions) {
            return extensions == null ? Map.of() : extensions;
        }
    }
}
