package io.nokube.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an app is, as the reconciler last saw it.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record NoKubeAppStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("What is the case: Ready is the summary; Reconciled, Available, RolloutComplete,"
                + " Drifted, Paused and, where they apply, Autoscaling and EndpointReady say why.")
        @Nullable
        List<Condition> conditions,

        @StatusReplicas @JsonPropertyDescription("How many pods there are.") @Nullable
        Integer replicas,

        @JsonPropertyDescription("How many pods are ready for requests.") @Nullable
        Integer readyReplicas,

        @LabelSelector @JsonPropertyDescription("The label selector of the app's pods, for autoscalers.") @Nullable
        String selector,

        @JsonPropertyDescription("Where the app is reached from outside the cluster.") @Nullable
        String url,

        @JsonPropertyDescription("Every address of the app.") @Nullable
        List<Endpoint> endpoints,

        @JsonPropertyDescription("The image that runs, by digest where the cluster has said it.") @Nullable
        String image,

        @JsonPropertyDescription("The number of the release that the spec asks for.") @Nullable
        Long revision,

        @JsonPropertyDescription("The number of the last release that all pods ran and were ready with.") @Nullable
        Long lastGoodRevision) {}
