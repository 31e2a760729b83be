package io.nokube.sandbox.schema;

/// Paths as the API server writes them; the root is empty.
final class FieldPath {

    static final String ROOT = "";

    private FieldPath() {}

    static String child(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
