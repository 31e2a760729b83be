package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// The few messages that kubectl sends as protobuf whatever a server offers: `kubectl create namespace`, `configmap`,
/// `secret` and `serviceaccount`, and the options of a deletion.
///
/// Field numbers are those of Kubernetes' `generated.proto`.
final class Protobuf {
    static final String CONTENT_TYPE = "application/vnd.kubernetes.protobuf";

    private static final int MAGIC_LENGTH = 4;
    private static final List<String> KNOWN = List.of("Namespace", "ConfigMap", "Secret", "ServiceAccount");

    private Protobuf() {}

    /// Takes one field of a message.
    @FunctionalInterface
    private interface Field {
        void read(int number, CodedInputStream value) throws IOException;
    }

    static ObjectNode read(byte[] bytes) {
        try {
            ObjectNode object = Json.object();
            byte[][] raw = {new byte[0]};
            CodedInputStream envelope = CodedInputStream.newInstance(bytes, MAGIC_LENGTH, bytes.length - MAGIC_LENGTH);
            message(envelope, (number, value) -> {
                if (number == 1) {
                    message(
                            nested(value),
                            (type, text) -> object.put(type == 1 ? "apiVersion" : "kind", text.readString()));
                } else if (number == 2) {
                    raw[0] = value.readByteArray();
                } else {
                    value.readByteArray();
                }
            });
            String kind = object.path("kind").asText();
            if (!KNOWN.contains(kind)) {
                throw unsupported(kind);
            }
            message(CodedInputStream.newInstance(raw[0]), (number, value) -> field(kind, number, value, object));
            return object;
        } catch (IOException e) {
            throw ApiError.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private static ApiError unsupported(String kind) {
        String message = "the sandbox reads " + kind + " as JSON or YAML only, not as protobuf; write it to a file"
                + " (kubectl create ... --dry-run=client -o yaml) and apply that";
        return new ApiError(415, "UnsupportedMediaType", message, List.of());
    }

    private static void field(String kind, int number, CodedInputStream value, ObjectNode object) throws IOException {
        if (number == 1) {
            message(nested(value), (metaField, text) -> metadata(metaField, text, Json.meta(object)));
        } else if (number == 2 && kind.equals("ConfigMap")) {
            pair(value, Json.child(object, "data"), false);
        } else if (number == 2 && kind.equals("Secret")) {
            pair(value, Json.child(object, "data"), true);
        } else if (number == 3 && kind.equals("Secret")) {
            object.put("type", value.readString());
        } else if (number == 3 && kind.equals("ConfigMap")) {
            pair(value, Json.child(object, "binaryData"), true);
        } else if (number == 4 && kind.equals("Secret")) {
            pair(value, Json.child(object, "stringData"), false);
        } else {
            skip(value);
        }
    }

    private static void metadata(int number, CodedInputStream value, ObjectNode meta) throws IOException {
        switch (number) {
            case 1 -> text(meta, "name", value);
            case 2 -> text(meta, "generateName", value);
            case 3 -> text(meta, "namespace", value);
            case 11 -> pair(value, Json.child(meta, "labels"), false);
            case 12 -> pair(value, Json.child(meta, "annotations"), false);
            default -> skip(value);
        }
    }

    private static void text(ObjectNode object, String field, CodedInputStream value) throws IOException {
        String text = value.readString();
        if (!text.isEmpty()) {
            object.put(field, text);
        }
    }

    /// One entry of a map.
    private static void pair(CodedInputStream value, ObjectNode map, boolean isBinary) throws IOException {
        String[] pair = {"", ""};
        message(nested(value), (number, part) -> {
            byte[] bytes = part.readByteArray();
            boolean isEncoded = number == 2 && isBinary;
            pair[number - 1] = isEncoded
                    ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        });
        map.put(pair[0], pair[1]);
    }

    private static CodedInputStream nested(CodedInputStream value) throws IOException {
        return CodedInputStream.newInstance(value.readByteArray());
    }

    private static void skip(CodedInputStream value) throws IOException {
        Object ignored = value.skipField(value.getLastTag());
    }

    private static void message(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                field.read(WireFormat.getTagFieldNumber(tag), in);
            } else {
                Object ignored = in.skipField(tag);
            }
        }
    }
}
