package io.pharos.actions;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import java.math.BigDecimal;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tag {@code for}, each pass of which is paid for. Over a map it gives {@code key} and {@code value}. */
final class Loops extends ForTokenParser {
    @Override
    public RenderableNode parse(Token token, Parser parser) {
        var loop = (ForNode) super.parse(token, parser);
        return new ForNode(
                loop.getLineNumber(),
                loop.getIterationVariable(),
                new Counted(loop.getIterable()),
                loop.getBody(),
                loop.getElseBody());
    }

    /** The whole numbers from {@code start} to {@code end}, both included. */
    static final class Range implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of("start", "end");
        }

        @Override
        public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
            var budget = Sandbox.budget(context);
            var end = bound(arguments, "end");
            var numbers = new ArrayList<BigDecimal>();
            for (var number = bound(arguments, "start");
                    number.compareTo(end) <= 0;
                    number = number.add(BigDecimal.ONE)) {
                budget.pass();
                numbers.add(number);
            }
            return numbers;
        }

        private static BigDecimal bound(Map<String, Object> arguments, String name) {
            return Plain.number(arguments.get(name))
                    .orElseThrow(() -> new Unrenderable("a range whose " + name + " is not a number"));
        }
    }

    /** What a loop runs over. */
    record Counted(Expression<?> items) implements Expression<@Nullable Object> {
        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            var value = items.evaluate(self, context);
            var budget = Sandbox.budget(context);
            return switch (value) {
                case null -> null;
                case Map<?, ?> map -> new Passes(entries(map), budget);
                case Collection<?> collection -> new Passes(collection, budget);
                default -> throw new Unrenderable("a loop over something that is neither a list nor a map");
            };
        }

        private static List<Map<String, Object>> entries(Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> Map.of(
                            "key", Objects.requireNonNull(entry.getKey()),
                            "value", Objects.requireNonNull(entry.getValue())))
                    .toList();
        }

        @Override
        public int getLineNumber() {
            return items.getLineNumber();
        }

        @Override
        public void accept(NodeVisitor visitor) {
            items.accept(visitor);
        }
    }

    private static final class Passes extends AbstractCollection<@Nullable Object> {
        private final Collection<?> items;
        private final Budget budget;

        Passes(Collection<?> items, Budget budget) {
            this.items = items;
            this.budget = budget;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            var remaining = items.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return remaining.hasNext();
                }

                @Override
                public @Nullable Object next() {
                    budget.pass();
                    return remaining.next();
                }
            };
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
