package io.nokube.sandbox.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ResourceSchema APP = appSchema();

    private static ResourceSchema appSchema() {
        var file = Path.of(System.getProperty("nokube.root", "../..")).resolve("k8s/crd/nokubeapps.nokube.io.yaml");
        try {
            return ResourceSchema.compile(YAML.readTree(file.toFile()).at("/spec/versions/0/schema/openAPIV3Schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fillsInEveryDefaultOfAnAppThatNamesOnlyItsImage() {
        var app = app("{image: nginx}");
        APP.applyDefaults(app);
        assertThat(app.get("spec")).isEqualTo(yaml("""
                image: nginx
                type: web
                replicas: 2
                containerPort: 3000
                servicePort: 8000
                paused: false
                rollback: {auto: false}
                exposure: {path: /, tls: {enabled: false}}
                resources: {limits: {}, requests: {cpu: 100m, memory: 128Mi}}
                healthCheck:
                  enabled: true
                  failureThreshold: 3
                  periodSeconds: 10
                  timeoutSeconds: 5
                  readiness: {initialDelaySeconds: 5}
                  liveness: {initialDelaySeconds: 30}
                """));
        assertThat(APP.validate(app, null)).isEmpty();
    }

    @Test
    void nullCountsAsNotGiven() {
        var app = app("{image: nginx, replicas: null, command: null, exposure: {host: null}, env: {A: null}}");
        APP.applyDefaults(app);
        assertThat(app.at("/spec/replicas").intValue()).isEqualTo(2);
        assertThat(app.get("spec").has("command")).isFalse();
        assertThat(app.at("/spec/exposure").has("host")).isFalse();
        assertThat(app.at("/spec/env").isEmpty()).isTrue();
    }

    @Test
    void prunesWhatIsNotKnownAndKeepsWhatEveryObjectHas() {
        var app = app("{image: nginx, imgae: x, exposure: {tls: {enabled: false, x: 1}}, env: {ANY: x}}");
        app.put("extra", 1);
        app.set("status", yaml("{endpoints: [{name: a, port: 1}]}"));
        assertThat(APP.prune(app))
                .containsExactlyInAnyOrder("spec.imgae", "spec.exposure.tls.x", "extra", "status.endpoints[0].port");
        assertThat(app.at("/spec/env/ANY").asText()).isEqualTo("x");
        assertThat(app.at("/metadata/name").asText()).isEqualTo("shop");
        assertThat(app.has("extra") || app.get("spec").has("imgae")).isFalse();
    }

    @Test
    void prunesNothingWhereUnknownFieldsArePreserved() {
        var schema = schema("{type: object, properties: {any: {type: object,"
                + " x-kubernetes-preserve-unknown-fields: true, properties: {known: {type: object}}}}}");
        var object = yaml("{any: {free: 1, known: {not: 1}}}");
        assertThat(schema.prune(object)).containsExactly("any.known.not");
        assertThat(object).isEqualTo(yaml("{any: {free: 1, known: {}}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{image: 'ghcr.io/owner/name:tag'}",
                "{image: nginx, env: {LOG_LEVEL: debug, a.b-c: x}}",
                "{image: nginx, exposure: {host: shop.example.com, type: external}}",
                "{image: nginx, exposure: {host: shop.example.com}}",
                "{image: nginx, exposure: {path: /shop/v1}}",
                "{image: nginx, exposure: {tls: {enabled: true, issuer: letsencrypt}}}",
                "{image: nginx, type: api, exposure: {type: external, tls: {enabled: true}}}",
                "{image: nginx, type: worker, exposure: {type: internal}}",
                "{image: nginx, healthCheck: {liveness: {path: /health}, readiness: {path: /ready}}}",
                "{image: nginx, resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 0.5, memory: 512Mi}}}",
                "{image: nginx, resources: {limits: {cpu: '1e2', memory: 134217728}}}",
                "{image: nginx, secretRefs: [a, b]}",
            })
    void accepts(String spec) {
        var app = app(spec.replace("cpu: 0.5", "cpu: '0.5'"));
        APP.applyDefaults(app);
        assertThat(APP.validate(app, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Structure
                "{} | spec.image | FieldValueRequired | Required value",
                "{image: a, replicas: -1} | spec.replicas | FieldValueInvalid |"
                        + " Invalid value: -1: spec.replicas in body should be greater than or equal to 0",
                "{image: a, replicas: 101} | spec.replicas | FieldValueInvalid |"
                        + " Invalid value: 101: spec.replicas in body should be less than or equal to 100",
                "{image: a, replicas: two} | spec.replicas | FieldValueTypeInvalid |"
                        + " Invalid value: \"string\": spec.replicas in body must be of type integer: \"string\"",
                "{image: a, replicas: 1.5} | spec.replicas | FieldValueTypeInvalid |"
                        + " Invalid value: \"number\": spec.replicas in body must be of type integer: \"number\"",
                "{image: a, type: x} | spec.type | FieldValueNotSupported |"
                        + " Unsupported value: \"x\": supported values: \"api\", \"web\", \"worker\"",
                "{image: ''} | spec.image | FieldValueInvalid |"
                        + " Invalid value: \"\": spec.image in body should be at least 1 chars long",
                "{image: a, secretRefs: [A]} | spec.secretRefs[0] | FieldValueInvalid | Invalid value: \"A\":"
                        + " spec.secretRefs[0] in body should match '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'",
                "{image: a, secretRefs: [a, b, a]} | spec.secretRefs[2] | FieldValueDuplicate | Duplicate value: \"a\"",
                "{image: a, env: {FOO: 1}} | spec.env.FOO | FieldValueTypeInvalid |"
                        + " Invalid value: \"integer\": spec.env.FOO in body must be of type string: \"integer\"",
                "{image: a, resources: {limits: {cpu: true}}} | spec.resources.limits.cpu | FieldValueTypeInvalid |"
                        + " Invalid value: \"boolean\": spec.resources.limits.cpu in body must be of type"
                        + " integer,string: \"boolean\"",
                // CEL
                "{image: 'A b'} | spec.image | FieldValueInvalid | Invalid value: \"A b\": must be an image reference"
                        + " such as ghcr.io/owner/name:tag or ghcr.io/owner/name@sha256:<64 hex digits>",
                "{image: a, env: {1A: x}} | spec.env | FieldValueInvalid | Invalid value: \"object\": a variable's name"
                        + " may hold letters, digits and - . _ and may not begin with a digit",
                "{image: a, exposure: {host: Shop}} | spec.exposure.host | FieldValueInvalid | Invalid value: \"Shop\":"
                        + " must be a host name such as shop.example.com, in lower case, without scheme, port or path",
                "{image: a, exposure: {path: /a//b}} | spec.exposure.path | FieldValueInvalid | Invalid value:"
                        + " \"/a//b\": must begin with / and hold only letters, digits and . _ ~ - between single slashes",
                "{image: a, exposure: {tls: {enabled: true, issuer: -x}}} | spec.exposure.tls.issuer |"
                        + " FieldValueInvalid | Invalid value: \"-x\": must be the name of a cert-manager ClusterIssuer",
                "{image: a, exposure: {tls: {issuer: x}}} | spec.exposure.tls | FieldValueInvalid |"
                        + " Invalid value: \"object\": issuer needs enabled: true",
                "{image: a, healthCheck: {liveness: {path: x}}} | spec.healthCheck.liveness.path |"
                        + " FieldValueInvalid | Invalid value: \"x\": must begin with /",
                "{image: a, healthCheck: {readiness: {path: x}}} | spec.healthCheck.readiness.path |"
                        + " FieldValueInvalid | Invalid value: \"x\": must begin with /",
                "{image: a, resources: {limits: {cpu: lots}}} | spec.resources.limits.cpu | FieldValueInvalid |"
                        + " Invalid value: \"lots\": must be a quantity of CPU above 0, such as 250m or 0.5",
                "{image: a, resources: {limits: {memory: 1Gib}}} | spec.resources.limits.memory | FieldValueInvalid |"
                        + " Invalid value: \"1Gib\": must be a quantity of memory above 0, such as 256Mi or 1Gi",
                "{image: a, resources: {requests: {cpu: 0}}} | spec.resources.requests.cpu | FieldValueInvalid |"
                        + " Invalid value: 0: must be a quantity of CPU above 0, such as 250m or 0.5",
                "{image: a, resources: {requests: {memory: -1Mi}}} | spec.resources.requests.memory |"
                        + " FieldValueInvalid | Invalid value: \"-1Mi\": must be a quantity of memory above 0,"
                        + " such as 256Mi or 1Gi",
                "{image: a, resources: {limits: {cpu: 50m}}} | spec.resources | FieldValueInvalid | Invalid value:"
                        + " \"object\": limits.cpu must be at least requests.cpu (100m where that is not given)",
                "{image: a, resources: {limits: {memory: 100M}}} | spec.resources | FieldValueInvalid | Invalid value:"
                        + " \"object\": limits.memory must be at least requests.memory (128Mi where that is not given)",
                "{image: a, type: worker, exposure: {type: external}} | spec | FieldValueInvalid | Invalid value:"
                        + " \"object\": a worker serves nobody outside: set exposure.type to none or internal,"
                        + " or type to web",
                "{image: a, type: api, exposure: {host: a.b}} | spec | FieldValueInvalid |"
                        + " Invalid value: \"object\": exposure.host needs exposure.type external",
                "{image: a, exposure: {type: none, tls: {enabled: true}}} | spec | FieldValueInvalid |"
                        + " Invalid value: \"object\": exposure.tls.enabled needs exposure.type external",
            })
    void refuses(String spec, String field, String reason, String message) {
        var app = app(spec);
        APP.applyDefaults(app);
        assertThat(APP.validate(app, null)).containsExactly(new Cause(reason, message, field));
    }

    @Test
    void refusesANameThatItsServiceCannotHave() {
        var app = app("{image: nginx}");
        APP.applyDefaults(app);
        app.withObject("metadata").put("name", "1shop");
        assertThat(APP.validate(app, null)).singleElement().satisfies(cause -> {
            assertThat(cause.field()).isEqualTo("<nil>");
            assertThat(cause.message()).startsWith("Invalid value: \"object\": metadata.name must have at most 63");
        });
    }

    @Test
    void refusesTwoConditionsOfOneType() {
        var app = app("{image: nginx}");
        APP.applyDefaults(app);
        var ready =
                "{type: Ready, status: 'True', reason: Ok, message: '', lastTransitionTime: '2026-01-01T00:00:00Z'}";
        app.set("status", yaml("{conditions: [%s, %s]}".formatted(ready, ready)));
        assertThat(APP.validate(app, null))
                .containsExactly(new Cause(
                        "FieldValueDuplicate", "Duplicate value: {\"type\":\"Ready\"}", "status.conditions[1]"));
    }

    @Test
    void refusesTooMuch() {
        var schema = schema(
                "{type: object, properties: {a: {type: string, maxLength: 2}, b: {type: array, maxItems: 1},"
                        + " c: {type: object, maxProperties: 0, additionalProperties: true}, d: {type: string, format: date-time}}}");
        assertThat(schema.validate(yaml("{a: abc, b: [1, 2], c: {x: 1}, d: today}"), null))
                .extracting(Cause::message)
                .containsExactly(
                        "Too long: may not be more than 2 bytes",
                        "Too many: 2: must have at most 1 items",
                        "Too many: 1: must have at most 0 items",
                        "Invalid value: \"today\": d in body must be of type date-time: \"today\"");
    }

    @Test
    void asksTransitionRulesOnlyOfAChange() {
        var schema = fieldWith("rule: self >= oldSelf, message: may not shrink");
        assertThat(schema.validate(yaml("{size: 1}"), null)).isEmpty();
        assertThat(schema.validate(yaml("{size: 1}"), yaml("{}"))).isEmpty();
        assertThat(schema.validate(yaml("{size: 2}"), yaml("{size: 1}"))).isEmpty();
        assertThat(schema.validate(yaml("{size: 1}"), yaml("{size: 2}")))
                .containsExactly(new Cause("FieldValueInvalid", "Invalid value: 1: may not shrink", "size"));
    }

    @Test
    void knowsTheItemsOfAListOfTypeMapByTheirKeys() {
        var schema = schema("{type: object, properties: {ports: {type: array, x-kubernetes-list-type: map,"
                + " x-kubernetes-list-map-keys: [name], items: {type: object, properties: {name: {type: string},"
                + " port: {type: integer, x-kubernetes-validations: [{rule: self == oldSelf, message: fixed}]}}}}}}");
        var old = yaml("{ports: [{name: a, port: 1}, {name: b, port: 2}]}");
        assertThat(schema.validate(yaml("{ports: [{name: b, port: 2}, {name: c, port: 9}]}"), old))
                .isEmpty();
        assertThat(schema.validate(yaml("{ports: [{name: b, port: 3}]}"), old))
                .containsExactly(new Cause("FieldValueInvalid", "Invalid value: 3: fixed", "ports[0].port"));
    }

    @Test
    void computesMessagesAndHonoursReasonAndFieldPath() {
        var schema = schema("{type: object, properties: {range: {type: object, properties: {min: {type: integer},"
                + " max: {type: integer}}, x-kubernetes-validations: [{rule: self.min <= self.max,"
                + " messageExpression: '\"must be at least \" + string(self.min)', reason: FieldValueForbidden,"
                + " fieldPath: .max}]}}}");
        assertThat(schema.validate(yaml("{range: {min: 3, max: 1}}"), null))
                .containsExactly(new Cause("FieldValueForbidden", "Forbidden: must be at least 3", "range.max"));
    }

    @Test
    void aRuleThatCannotBeEvaluatedIsBroken() {
        var schema = fieldWith("rule: 10 / self > 1, message: few");
        assertThat(schema.validate(yaml("{size: 4}"), null)).isEmpty();
        assertThat(schema.validate(yaml("{size: 0}"), null)).singleElement().satisfies(cause -> {
            assertThat(cause.field()).isEqualTo("size");
            assertThat(cause.message()).startsWith("Invalid value: 0: ").endsWith("evaluating rule: few");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity('1Gi').isGreaterThan(quantity('1G'))",
                "quantity('999m').isLessThan(quantity('1'))",
                "quantity('1k').compareTo(quantity('1e3')) == 0",
                "quantity('2Ki').asInteger() == 2048",
                "quantity('250m').asApproximateFloat() == 0.25",
                "quantity('1').add(quantity('1')).sub(quantity('3')).sign() == -1",
                "!isQuantity('1x') && !isQuantity('') && isQuantity('.5') && isQuantity('1E') && isQuantity('1E3')",
                "[1, 2, 3].exists(x, x == 2) && [1, 2].exists_one(x, x > 1)",
                "[1, 2].map(x, x * 2).filter(x, x > 2) == [4]",
                "'a,b'.split(',').size() == 2 && ' a '.trim() == 'a' && sets.contains([1, 2], [1])",
            })
    void knowsWhatKubernetesAddsToCel(String rule) {
        assertThat(fieldWith("rule: \"" + rule + "\"").validate(yaml("{size: 1}"), null))
                .isEmpty();
        assertThat(fieldWith("rule: \"!(" + rule + ")\"").validate(yaml("{size: 1}"), null))
                .hasSize(1);
    }

    @Test
    void escapesNamesThatAreNoneInCel() {
        var schema = schema("{type: object, properties: {spec: {type: object, properties: {a-b: {type: integer},"
                + " namespace: {type: string}}, x-kubernetes-validations: [{rule:"
                + " \"self.a__dash__b == 1 && self.__namespace__ == 'x'\"}]}}}");
        assertThat(schema.validate(yaml("{spec: {a-b: 1, namespace: x}}"), null))
                .isEmpty();
        assertThat(schema.validate(yaml("{spec: {a-b: 2, namespace: x}}"), null))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "self >< 1 | does not compile",
                "isURL('x') | does not compile",
                "'text' | does not compile",
            })
    void refusesARuleThatDoesNotCompile(String rule, String why) {
        assertThatThrownBy(() -> fieldWith("rule: \"" + rule + "\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("size", rule, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{spec: {type: object, properties: {a: {type: string}}, x-kubernetes-validations: [{rule:"
                        + " '!has(self.b)'}]}} | undefined field b",
                "{spec: {type: string, format: ipv4}} | ipv4",
                "{spec: {oneOf: [{type: string}]}} | oneOf",
                "{spec: {type: text}} | unknown type",
                "{spec: {type: string, pattern: '('}} | pattern",
            })
    void refusesASchemaThatWouldNotBeChecked(String properties, String why) {
        assertThatThrownBy(() -> schema("{type: object, properties: " + properties + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("schema of spec", why);
    }

    private static ResourceSchema fieldWith(String rule) {
        return schema(
                "{type: object, properties: {size: {type: integer, x-kubernetes-validations: [{" + rule + "}]}}}");
    }

    private static ResourceSchema schema(String yaml) {
        return ResourceSchema.compile(yaml(yaml));
    }

    private static ObjectNode app(String spec) {
        var app = yaml("{apiVersion: nokube.io/v1, kind: NoKubeApp, metadata: {name: shop, labels: {a: b}}}");
        app.set("spec", yaml(spec));
        return app;
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
