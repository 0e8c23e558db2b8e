package io.pharos.actions;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template, compiled and inspected. Safe for use by many threads.
 *
 * @param single one expression and nothing else, whose value keeps its type
 */
record Template(PebbleTemplateImpl program, boolean single) {
    private static final int LONGEST = 16 * 1024;

    static Parsed<Template> read(String text, String path, Vocabulary vocabulary) {
        var where = new Where(path, text);
        if (text.length() > LONGEST) {
            return invalid(where.problem(
                    "action.template-too-long",
                    0,
                    "",
                    text.length() + " characters",
                    "a template of at most " + LONGEST,
                    ""));
        }
        try {
            var program = (PebbleTemplateImpl) Sandbox.ENGINE.getTemplate(text);
            var problems = new Inspection(vocabulary, where).of(program.getRootNode());
            return problems.isEmpty()
                    ? new Parsed.Valid<>(new Template(program, isSingle(program.getRootNode())), List.of())
                    : new Parsed.Invalid<>(problems);
        } catch (PebbleException e) {
            return invalid(syntax(where, e.getLineNumber() == null ? 0 : e.getLineNumber(), e.getPebbleMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // The engine's parser answers some mistakes with whatever exception it runs into.
            return invalid(syntax(where, 0, "something the template engine cannot read"));
        }
    }

    /**
     * Null if it is a single expression whose value is missing.
     *
     * @throws Unrenderable if it cannot be rendered with these values
     */
    @Nullable
    Object render(Map<String, Object> values, Budget budget) {
        var output = new Output(budget, single);
        var variables = new HashMap<>(values);
        variables.put(Budget.VARIABLE, budget);
        try {
            program.evaluate(output, variables);
        } catch (PebbleException e) {
            throw e.getCause() instanceof Unrenderable cause ? cause : new Unrenderable(e.getPebbleMessage(), e);
        } catch (Unrenderable e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } catch (RuntimeException | StackOverflowError e) {
            // The engine's filters and tests answer values they do not like with whatever exception they run into.
            throw new Unrenderable("a value that does not suit a filter, test or operator applied to it", e);
        }
        return single ? output.value() : output.text();
    }

    private static boolean isSingle(RenderableNode root) {
        return root instanceof RootNode whole
                && whole.getBody().getChildren().size() == 1
                && whole.getBody().getChildren().getFirst() instanceof PrintNode;
    }

    private static Problem syntax(Where where, int line, String found) {
        return where.problem(
                "action.template-syntax",
                line,
                "",
                found,
                "text with {{ expressions }}, and with the tags if and for",
                "");
    }

    private static Parsed<Template> invalid(Problem problem) {
        return new Parsed.Invalid<>(List.of(problem));
    }
}
