package io.nokube.monitor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.nokube.problem.FieldError;
import io.nokube.validation.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFromRequestTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    private static final String REQUIRED =
            "\"project_id\": 1, \"project_name\": \"myapp\", \"service_name\": \"frontend\", \"image_name\": \"x/y:1\"";

    @Test
    void nothingIsRequiredButTheNames() throws Exception {
        assertThat(check("{" + REQUIRED + "}")).isEmpty();
        assertThat(check("{}"))
                .extracting(FieldError::field)
                .containsExactly("project_id", "project_name", "service_name", "image_name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "replicas": -1                                               | replicas
            "replicas": 101                                              | replicas
            "container_port": 70000                                      | container_port
            "service_port": 0                                            | service_port
            "service_type": "cron"                                       | service_type
            "exposure_type": "public"                                    | exposure_type
            "service_type": "worker", "exposure_type": "external"        | exposure_type
            "service_type": "api", "custom_domain": "a.example.com"      | custom_domain
            "exposure_type": "internal", "enable_https": true            | enable_https
            "custom_domain": "https://a.example.com"                     | custom_domain
            "custom_path": "shop"                                        | custom_path
            "cpu_request": "much"                                        | cpu_request
            "cpu_request": "0"                                           | cpu_request
            "cpu_request": "500m", "cpu_limit": "0.25"                   | cpu_limit
            "memory_limit": "64Mi"                                       | memory_limit
            "env_vars": {"1A": "x"}                                      | env_vars.1A
            "env_vars": {"A": null}                                      | env_vars.A
            "readiness_check_path": "ready"                              | readiness_check_path
            "health_check_period": 0                                     | health_check_period
            "username": "has-hyphen"                                     | username
            "secrets": {"1A": "x"}                                       | secrets.1A
            "storage_size": "none"                                       | storage_size
            "storage_path": "/data"                                      | storage_size
            "storage_size": "1Gi", "storage_path": "data"                | storage_path
            "enable_autoscaling": true, "max_replicas": 101              | max_replicas
            "min_replicas": 4, "max_replicas": 3                         | max_replicas
            "target_cpu_percent": 0                                      | target_cpu_percent
            """)
    void aWrongFieldIsNamed(String fields, String expected) throws Exception {
        assertThat(check("{" + REQUIRED + ", " + fields + "}"))
                .extracting(FieldError::field)
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "secrets": {}, "enable_autoscaling": false
            "secrets": {"PASSWORD": "x"}, "storage_size": "1Gi", "storage_path": "/data"
            "enable_autoscaling": true, "min_replicas": 2, "max_replicas": 4, "target_cpu_percent": 50
            "service_type": "worker"
            "service_type": "worker", "exposure_type": "internal"
            "service_type": "api", "exposure_type": "external", "custom_domain": "a.example.com"
            "cpu_request": "2"
            "cpu_request": "1", "cpu_limit": "1000m"
            "replicas": 0
            """)
    void whatMakesSenseIsAccepted(String fields) throws Exception {
        assertThat(check("{" + REQUIRED + ", " + fields + "}")).isEmpty();
    }

    @Test
    void theSpecHoldsWhatWasAskedForAndNoDefaults() throws Exception {
        DeployRequest request =
                JSON.readValue("{" + REQUIRED + ", \"service_type\": \"api\", \"replicas\": 3}", DeployRequest.class);
        assertThat(new ObjectMapper().writeValueAsString(SpecFromRequest.of(request, false)))
                .isEqualTo("""
                {"image":"x/y:1","type":"api","replicas":3,"exposure":{},"resources":{"requests":{},"limits":{}},\
                "healthCheck":{"liveness":{},"readiness":{}}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "spec.replicas, replicas",
        "spec.env.A, env_vars.A",
        "spec.resources.limits.cpu, cpu_limit",
        "spec.exposure.tls.issuer, enable_https.issuer",
        "spec.healthCheck.liveness.path, liveness_check_path",
        "spec.somethingNew, spec.somethingNew",
        "metadata.name, service_name"
    })
    void whatTheApiServerNamesIsNamedAsInTheRequest(String field, String expected) {
        assertThat(FieldNames.of(field)).isEqualTo(expected);
    }

    private static List<FieldError> check(String body) throws Exception {
        Violations violations = new Violations();
        JSON.readValue(body, DeployRequest.class).check(violations);
        return violations.errors();
    }
}
