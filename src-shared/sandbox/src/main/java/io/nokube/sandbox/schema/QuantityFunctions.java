package io.nokube.sandbox.schema;

import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The functions on quantities that Kubernetes adds to CEL.
///
/// The functions handed on hold no state, which the compiler cannot see through `Function`.
@SuppressWarnings("Immutable")
final class QuantityFunctions {

    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

    private final CelBuilder cel;

    private QuantityFunctions(CelBuilder cel) {
        this.cel = cel;
    }

    static void addTo(CelBuilder cel) {
        var functions = new QuantityFunctions(cel);
        functions.onText("quantity", QUANTITY, Quantity::parse);
        functions.onText("isQuantity", SimpleType.BOOL, Quantity::isQuantity);
        functions.comparisons();
        functions.conversions();
    }

    private void comparisons() {
        onTwo("compareTo", SimpleType.INT, (a, b) -> (long) a.compareTo(b));
        onTwo("isLessThan", SimpleType.BOOL, (a, b) -> a.compareTo(b) < 0);
        onTwo("isGreaterThan", SimpleType.BOOL, (a, b) -> a.compareTo(b) > 0);
        onTwo("add", QUANTITY, (a, b) -> new Quantity(a.amount().add(b.amount())));
        onTwo("sub", QUANTITY, (a, b) -> new Quantity(a.amount().subtract(b.amount())));
    }

    private void conversions() {
        onOne("sign", SimpleType.INT, quantity -> (long) quantity.amount().signum());
        onOne("isInteger", SimpleType.BOOL, Quantity::isInteger);
        onOne("asInteger", SimpleType.INT, Quantity::asInteger);
        onOne(
                "asApproximateFloat",
                SimpleType.DOUBLE,
                quantity -> quantity.amount().doubleValue());
    }

    private void onText(String name, CelType result, Function<String, Object> function) {
        var overload = "string_" + name;
        declare(name, CelOverloadDecl.newGlobalOverload(overload, result, SimpleType.STRING));
        cel.addFunctionBindings(CelFunctionBinding.from(overload, String.class, function::apply));
    }

    private void onOne(String name, CelType result, Function<Quantity, Object> function) {
        var overload = "quantity_" + name;
        declare(name, CelOverloadDecl.newMemberOverload(overload, result, QUANTITY));
        cel.addFunctionBindings(CelFunctionBinding.from(overload, Quantity.class, function::apply));
    }

    private void onTwo(String name, CelType result, BiFunction<Quantity, Quantity, Object> function) {
        var overload = "quantity_" + name;
        declare(name, CelOverloadDecl.newMemberOverload(overload, result, QUANTITY, QUANTITY));
        cel.addFunctionBindings(CelFunctionBinding.from(overload, Quantity.class, Quantity.class, function::apply));
    }

    private void declare(String name, CelOverloadDecl overload) {
        cel.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, overload));
    }
}
