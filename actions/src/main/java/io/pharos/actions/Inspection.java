package io.pharos.actions;

import io.pebbletemplates.pebble.extension.ExtensionRegistry;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBigDecimalExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralNullExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryMinusExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pharos.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compiled template for what it must not contain: names nobody declared, and constructs outside the part of the
 * language that is known to stay within its budget. What is not listed here is refused.
 */
final class Inspection {
    private static final Set<String> LOOP = Set.of("index", "length", "revindex", "first", "last");

    private final Vocabulary vocabulary;
    private final Where where;
    private final ExtensionRegistry registry = Sandbox.ENGINE.getExtensionRegistry();
    private final List<Problem> problems = new ArrayList<>();

    Inspection(Vocabulary vocabulary, Where where) {
        this.vocabulary = vocabulary;
        this.where = where;
    }

    List<Problem> of(Node root) {
        inspect(root, Set.of());
        return problems;
    }

    private void inspect(@Nullable Node node, Set<String> loopVariables) {
        switch (node) {
            case null -> {}
            case TextNode _ -> {}
            case RootNode root -> inspect(root.getBody(), loopVariables);
            case BodyNode body -> body.getChildren().forEach(child -> inspect(child, loopVariables));
            case PrintNode print -> inspect(print.getExpression(), loopVariables);
            case IfNode choice -> {
                choice.getConditionsWithBodies().forEach(branch -> {
                    inspect(branch.getLeft(), loopVariables);
                    inspect(branch.getRight(), loopVariables);
                });
                inspect(choice.getElseBody(), loopVariables);
            }
            case ForNode loop -> {
                inspect(loop.getIterable(), loopVariables);
                var inside = new HashSet<>(loopVariables);
                inside.add(loop.getIterationVariable());
                inside.add("loop");
                inspect(loop.getBody(), inside);
                inspect(loop.getElseBody(), loopVariables);
            }
            case Loops.Counted(var items) -> inspect(items, loopVariables);
            case Expression<?> expression -> inspectExpression(expression, loopVariables);
            case ArgumentsNode arguments -> inspectArguments(arguments, loopVariables);
            default -> refuse(node.getClass().getSimpleName(), 0);
        }
    }

    private void inspectExpression(Expression<?> expression, Set<String> loopVariables) {
        switch (expression) {
            case Expression<?> constant when isConstant(constant) -> {}
            case ContextVariableExpression variable -> inspectBareName(variable, loopVariables);
            case GetAttributeExpression attribute -> inspectAttribute(attribute, loopVariables);
            case ConcatenateExpression interpolated ->
                refuse("#{…} inside a text; put texts together with ~", interpolated);
            case BinaryExpression<?> operation -> {
                inspect(operation.getLeftExpression(), loopVariables);
                inspect(operation.getRightExpression(), loopVariables);
            }
            case UnaryNotExpression not -> inspect(not.getChildExpression(), loopVariables);
            case UnaryMinusExpression minus when minus.getChildExpression() instanceof LiteralBigDecimalExpression -> {}
            case UnaryExpression sign -> refuse("a sign before something that is not written as a number", sign);
            case TernaryExpression choice -> {
                inspect(choice.getExpression1(), loopVariables);
                inspect(choice.getExpression2(), loopVariables);
                inspect(choice.getExpression3(), loopVariables);
            }
            case FilterInvocationExpression filter -> {
                if (registry.getFilter(filter.getFilterName()) == null) {
                    unknown("the filter " + filter.getFilterName(), filter.getFilterName(), filter.getLineNumber());
                }
                inspect(filter.getArgs(), loopVariables);
            }
            case FunctionOrMacroInvocationExpression function -> {
                if (registry.getFunction(function.getFunctionName()) == null) {
                    unknown(
                            "the function " + function.getFunctionName(),
                            function.getFunctionName(),
                            function.getLineNumber());
                }
                inspect(function.getArguments(), loopVariables);
            }
            case TestInvocationExpression test -> {
                if (registry.getTest(test.getTestName()) == null) {
                    unknown("the test " + test.getTestName(), test.getTestName(), test.getLineNumber());
                }
                inspect(test.getArgs(), loopVariables);
            }
            case ArrayExpression list -> inspectConstants(list.getValues(), list);
            case MapExpression map -> {
                inspectConstants(List.copyOf(map.getEntries().keySet()), map);
                inspectConstants(List.copyOf(map.getEntries().values()), map);
            }
            default -> refuse(expression.getClass().getSimpleName(), expression);
        }
    }

    private void inspectArguments(ArgumentsNode arguments, Set<String> loopVariables) {
        for (PositionalArgumentNode argument : orEmpty(arguments.getPositionalArgs())) {
            inspect(argument.getValueExpression(), loopVariables);
        }
        for (NamedArgumentNode argument : orEmpty(arguments.getNamedArgs())) {
            inspect(argument.getValueExpression(), loopVariables);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> arguments) {
        return arguments == null ? List.of() : arguments;
    }

    /** Lists of lists of what a loop gives could double at each step; lists of constants cannot. */
    private void inspectConstants(List<? extends Expression<?>> values, Expression<?> whole) {
        if (!values.stream().allMatch(Inspection::isConstant)) {
            refuse("a list or map, written in the template, of anything but constants", whole);
        }
    }

    private static boolean isConstant(Expression<?> expression) {
        return switch (expression) {
            case LiteralStringExpression _, LiteralBigDecimalExpression _, LiteralLongExpression _ -> true;
            case LiteralBooleanExpression _, LiteralNullExpression _ -> true;
            default -> false;
        };
    }

    private void inspectBareName(ContextVariableExpression variable, Set<String> loopVariables) {
        var name = variable.getName();
        if (loopVariables.contains(name)) {
            return;
        }
        if (!vocabulary.roots().contains(name)) {
            var known = new HashSet<>(vocabulary.roots());
            known.addAll(loopVariables);
            var hint = vocabulary.profile().contains(name)
                    ? "Did you mean profile." + name + "?"
                    : Vocabulary.hint(name, known);
            problems.add(where.unknownName(name, variable.getLineNumber(), "a known name", hint));
        } else if (name.equals(Vocabulary.PROFILE)) {
            problems.add(where.unknownName(
                    name,
                    variable.getLineNumber(),
                    "one value of the profile",
                    "profile.attributes holds all that are not restricted."));
        }
    }

    private void inspectAttribute(GetAttributeExpression attribute, Set<String> loopVariables) {
        if (attribute.getArgumentsNode() != null) {
            refuse("a call of a method", attribute);
            return;
        }
        var of = attribute.getNode();
        var root = of instanceof ContextVariableExpression variable ? variable.getName() : "";
        if (!(attribute.getAttributeNameExpression() instanceof LiteralStringExpression written)) {
            inspect(attribute.getAttributeNameExpression(), loopVariables);
        } else if (loopVariables.contains(root)) {
            if (root.equals("loop") && !LOOP.contains(written.getValue())) {
                notBelow("loop", LOOP, written.getValue(), attribute);
            }
        } else if (isIdentifiers(of) && !vocabulary.identifiers().contains(written.getValue())) {
            notBelow("profile.identifiers", vocabulary.identifiers(), written.getValue(), attribute);
        } else {
            vocabulary
                    .below(root)
                    .filter(known -> !known.contains(written.getValue()))
                    .ifPresent(known -> notBelow(root, known, written.getValue(), attribute));
        }
        var readsProfile = root.equals(Vocabulary.PROFILE) && !loopVariables.contains(root);
        if (!readsProfile) {
            inspect(of, loopVariables);
        }
    }

    private static boolean isIdentifiers(Expression<?> expression) {
        return expression instanceof GetAttributeExpression attribute
                && attribute.getNode() instanceof ContextVariableExpression root
                && root.getName().equals(Vocabulary.PROFILE)
                && attribute.getAttributeNameExpression() instanceof LiteralStringExpression name
                && name.getValue().equals("identifiers");
    }

    private void notBelow(String root, Set<String> known, String name, GetAttributeExpression attribute) {
        problems.add(where.unknownName(
                root + "." + name,
                attribute.getLineNumber(),
                root.equals(Vocabulary.PROFILE) ? "an attribute of the visitor or the visit" : "a known name",
                Vocabulary.hint(name, known)));
    }

    private void unknown(String found, String word, int line) {
        problems.add(where.problem(
                "action.template-not-offered",
                line,
                word,
                found,
                "what templates offer",
                "The filters, tests and functions are listed in the documentation of actions."));
    }

    private void refuse(String found, Expression<?> expression) {
        refuse(found, expression.getLineNumber());
    }

    private void refuse(String found, int line) {
        problems.add(where.problem("action.template-not-offered", line, "", found, "what templates offer", ""));
    }
}
