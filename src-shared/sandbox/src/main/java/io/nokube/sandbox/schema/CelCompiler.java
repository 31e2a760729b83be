package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles CEL rules with what Kubernetes offers them: self, oldSelf, the standard library and quantities.
final class CelCompiler {

    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    private static final Set<String> REASONS =
            Set.of("FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate");

    private final Cel booleans = cel(SimpleType.BOOL);
    private final Cel strings = cel(SimpleType.STRING);

    private static Cel cel(CelType result) {
        var options = CelOptions.current().build();
        var builder = CelFactory.standardCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(SELF, SimpleType.DYN)
                .addVar(OLD_SELF, SimpleType.DYN)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.sets(options), CelExtensions.lists())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.sets(options), CelExtensions.lists())
                .setResultType(result);
        QuantityFunctions.addTo(builder);
        return builder.build();
    }

    CelRule compile(JsonNode rule, SchemaNode schema, String path) {
        var text = rule.path("rule").asText();
        if (rule.path("optionalOldSelf").asBoolean()) {
            throw SchemaReader.unusable(path, "optionalOldSelf is not supported by the sandbox: rule " + text);
        }
        var reason = rule.path("reason").asText("FieldValueInvalid");
        if (!REASONS.contains(reason)) {
            throw SchemaReader.unusable(path, "unknown reason " + reason + " of rule " + text);
        }
        var ast = ast(booleans, text, schema, path);
        return new CelRule(
                program(booleans, ast, text, path),
                rule.path("message").asText("failed rule: " + text),
                messageProgram(rule, schema, path),
                reason,
                rule.path("fieldPath").asText(),
                usesOldSelf(ast));
    }

    private @Nullable Program messageProgram(JsonNode rule, SchemaNode schema, String path) {
        if (!rule.has("messageExpression")) {
            return null;
        }
        var text = rule.path("messageExpression").asText();
        return program(strings, ast(strings, text, schema, path), text, path);
    }

    private static CelAbstractSyntaxTree ast(Cel cel, String text, SchemaNode schema, String path) {
        try {
            var ast = cel.compile(text).getAst();
            FieldReferences.check(ast, schema).ifPresent(unknown -> {
                throw SchemaReader.unusable(path, "rule " + text + " asks for undefined field " + unknown);
            });
            return ast;
        } catch (CelValidationException e) {
            throw SchemaReader.unusable(path, "rule " + text + " does not compile: " + e.getMessage());
        }
    }

    private static Program program(Cel cel, CelAbstractSyntaxTree ast, String text, String path) {
        try {
            return cel.createProgram(ast);
        } catch (CelEvaluationException e) {
            throw SchemaReader.unusable(path, "rule " + text + " cannot be run: " + e.getMessage());
        }
    }

    private static boolean usesOldSelf(CelAbstractSyntaxTree ast) {
        return ast.getReferenceMap().values().stream()
                .anyMatch(reference -> reference.name().equals(OLD_SELF));
    }
}
