package io.nokube.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The schema of one version of a CustomResourceDefinition, and what the API server does with it.
///
/// On a write the order is: [#prune], [#applyDefaults], [#validate].
public final class ResourceSchema {

    private final SchemaNode root;

    private ResourceSchema(SchemaNode root) {
        this.root = root;
    }

    /// @param openApiV3Schema `spec.versions[].schema.openAPIV3Schema`
    /// @throws IllegalArgumentException where something in the schema would not be checked, so that nobody believes
    ///     that it holds: a CEL rule that does not compile, or a keyword that is not supported
    public static ResourceSchema compile(JsonNode openApiV3Schema) {
        return new ResourceSchema(new SchemaReader().read(openApiV3Schema, FieldPath.ROOT));
    }

    /// Removes what the schema does not know; apiVersion, kind and metadata are left alone.
    ///
    /// @return the paths that were removed, in the order of the object
    public List<String> prune(ObjectNode object) {
        return Pruning.prune(object, root);
    }

    /// Fills in defaults; null where it is not allowed counts as not given.
    public void applyDefaults(ObjectNode object) {
        Defaulting.apply(object, root);
    }

    /// What is wrong with the object; the CEL rules are asked only where its structure is right, because they rely on
    /// it.
    ///
    /// @param old what the object replaces, null when it is created: transition rules hold only for a change
    public List<Cause> validate(ObjectNode object, @Nullable ObjectNode old) {
        var structure = StructureCheck.check(object, root);
        return structure.isEmpty() ? RuleCheck.check(object, old, root) : structure;
    }
}
