package io.nokube.sandbox.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds fields that a rule asks for and the schema does not have. Rules are compiled without types, so that a misspelt
/// `has(self.imgae)` would otherwise be false for ever; the API server refuses such a definition.
final class FieldReferences {

    private FieldReferences() {}

    /// The first unknown field. What is reached through a list, a macro's variable or a function is not looked at.
    static Optional<String> check(CelAbstractSyntaxTree ast, SchemaNode schema) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == Kind.SELECT)
                .map(node -> node.expr())
                .filter(select -> isUnknown(select, schema))
                .map(select -> select.select().field())
                .findFirst();
    }

    private static boolean isUnknown(CelExpr select, SchemaNode schema) {
        var owner = resolve(select.select().operand(), schema);
        return owner != null
                && isClosed(owner)
                && !isObjectField(owner, select.select().field())
                && field(owner, select.select().field()) == null;
    }

    /// The schema of what an expression stands for, null where that is not known.
    private static @Nullable SchemaNode resolve(CelExpr expression, SchemaNode self) {
        return switch (expression.getKind()) {
            case IDENT -> {
                var name = expression.ident().name();
                yield name.equals(CelCompiler.SELF) || name.equals(CelCompiler.OLD_SELF) ? self : null;
            }
            case SELECT -> {
                var owner = resolve(expression.select().operand(), self);
                yield owner == null ? null : field(owner, expression.select().field());
            }
            default -> null;
        };
    }

    private static boolean isObjectField(SchemaNode owner, String name) {
        return owner.embedded() && Pruning.OBJECT_FIELDS.contains(name);
    }

    private static boolean isClosed(SchemaNode schema) {
        return schema.type().equals("object") && !schema.properties().isEmpty();
    }

    private static @Nullable SchemaNode field(SchemaNode owner, String escaped) {
        return owner.properties().entrySet().stream()
                .filter(property -> CelNames.escape(property.getKey()).equals(escaped))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(owner.additional());
    }
}
