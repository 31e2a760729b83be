package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BreakingChangesTest {
    private static final String RELEASED = """
            openapi: 3.1.0
            paths:
              /things:
                get:
                  parameters:
                    - {name: kind, in: query, schema: {type: string, enum: [old, new]}}
                  responses:
                    "200":
                      content:
                        application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Thing"}}}
                  x-events: {status: {$ref: "#/components/schemas/Thing"}}
                post:
                  security: []
                  requestBody:
                    content:
                      application/json: {schema: {$ref: "#/components/schemas/NewThing"}}
                  responses:
                    "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}
            components:
              schemas:
                Thing:
                  type: object
                  required: [id, part]
                  properties:
                    id: {type: integer, format: int64}
                    state: {type: string, enum: [on, off]}
                    part: {anyOf: [{$ref: "#/components/schemas/Thing"}, {type: "null"}]}
                NewThing:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, maxLength: 40}
                    size: {type: integer, minimum: 1}
                    note: {type: string}
            """;

    private static final JsonNode DOCUMENT = read(RELEASED);

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("  /things:", "  /other:", "GET /things is gone"),
                arguments("    post:", "    put:", "POST /things is gone"),
                arguments("\"201\"", "\"202\"", "POST /things 201 is gone"),
                arguments("security: []", "security: [{bearer: []}]", "POST /things needs a caller now"),
                arguments("name: kind, in", "name: sort, in", "GET /things ?kind is not taken any more"),
                arguments("in: query,", "in: query, required: true,", "GET /things ?kind is required now"),
                arguments("enum: [old, new]", "enum: [new]", "GET /things ?kind does not take \"old\" any more"),
                arguments("x-events: {status:", "x-events: {other:", "GET /things sends no event status any more"),
                arguments("requestBody:", "requestBody:\n        required: true", "POST /things needs a body now"),
                arguments(
                        "application/json: {schema: {type: array",
                        "text/csv: {schema: {type: array",
                        "GET /things 200 is not application/json any more"),
                arguments(
                        "id: {type: integer",
                        "id: {type: string",
                        "GET /things 200[].id was [integer] and is [string]"),
                arguments(
                        "id: {type: integer,",
                        "id: {type: [integer, \"null\"],",
                        "POST /things 201.id was [integer] and is [integer, null]"),
                arguments("format: int64", "format: int32", "GET /things event status.id has another format"),
                arguments(
                        "id: {type: integer, format: int64}", "ident: {type: integer}", "POST /things 201.id is gone"),
                arguments("required: [id, part]", "required: [part]", "POST /things 201.id may be missing now"),
                arguments(
                        "state: {type: string, enum: [on, off]}",
                        "state: {type: string}",
                        "POST /things 201.state may be anything now"),
                arguments("required: [name]", "required: [name, size]", "POST /things body.size is required now"),
                arguments(
                        "note: {type: string}",
                        "notes: {type: string}",
                        "POST /things body.note is not taken any more"),
                arguments(
                        "note: {type: string}",
                        "note: {type: string, enum: [a]}",
                        "POST /things body.note must be one of some values now"),
                arguments(
                        "note: {type: string}",
                        "note: {type: string, pattern: a}",
                        "POST /things body.note has another pattern"),
                arguments("maxLength: 40", "maxLength: 39", "POST /things body.name has another maxLength"),
                arguments("minimum: 1", "minimum: 2", "POST /things body.size has another minimum"),
                arguments(
                        "size: {type: integer",
                        "size: {type: boolean",
                        "POST /things body.size was [integer] and is [boolean]"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void sees(String before, String after, String change) {
        assertThat(RELEASED).contains(before);

        assertThat(BreakingChanges.between(DOCUMENT, read(RELEASED.replace(before, after))))
                .contains(change);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("    post:", "    put: {responses: {}}\n    post:"),
                arguments("name: kind, in: query,", "name: more, in: query}\n        - {name: kind, in: query,"),
                arguments("enum: [on, off]", "enum: [on, off, broken]"),
                arguments("enum: [old, new]", "enum: [old, new, used]"),
                arguments("state: {", "color: {type: string}\n        state: {"),
                arguments("required: [id, part]", "required: [id, part, state]"),
                arguments("required: [name]", "required: []"),
                arguments("note: {type: string}", "note: {type: string}\n        more: {type: string}"),
                arguments("size: {type: integer", "size: {type: number"),
                arguments("note: {type: string}", "note: {type: [string, \"null\"]}"),
                arguments("maxLength: 40", "maxLength: 41"),
                arguments("minimum: 1", "minimum: 0"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void letsPass(String before, String after) {
        assertThat(RELEASED).contains(before);

        assertThat(BreakingChanges.between(DOCUMENT, read(RELEASED.replace(before, after))))
                .isEmpty();
    }

    @Test
    void ofTheSameDocumentThereAreNone() {
        assertThat(BreakingChanges.between(DOCUMENT, DOCUMENT)).isEqualTo(List.of());
    }

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
