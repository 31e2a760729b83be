package io.nokube.build.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.github.HookEvent;
import io.nokube.build.github.HookReader;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where GitHub delivers its webhooks.
@Path("/api/v1/webhooks/github")
@Tag(name = "Webhooks")
public class WebhookResource {
    private static final Set<String> EVENTS = Set.of("workflow_run", "workflow_job", "push", "ping");
    private static final Pattern DELIVERY = Pattern.compile("[!-~]{1,100}");

    private final Hooks hooks;
    private final Deliveries deliveries;
    private final ObjectMapper mapper;
    private final MeterRegistry metrics;
    private final HookReader reader;
    private final Optional<String> secret;

    WebhookResource(
            Hooks hooks, Deliveries deliveries, ObjectMapper mapper, MeterRegistry metrics, BuildConfig config) {
        this.hooks = hooks;
        this.deliveries = deliveries;
        this.mapper = mapper;
        this.metrics = metrics;
        this.reader = new HookReader(
                config.github().buildsRepo().orElse(""), config.github().workflow(), mapper);
        this.secret = config.github().webhookSecret().filter(text -> !text.isBlank());
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "receiveGitHubWebhook",
            summary = "Take a webhook of GitHub's",
            description = "For `workflow_run`, `workflow_job` and `push`, signed with NOKUBE_GITHUB_WEBHOOK_SECRET"
                    + " (`X-Hub-Signature-256`). A delivery that came before, and any other event, is acknowledged"
                    + " and changes nothing.")
    @APIResponse(responseCode = "202", description = "Taken")
    @APIResponse(responseCode = "400", description = "Signed, but not JSON or without a delivery id")
    @APIResponse(responseCode = "401", description = "Not signed, or not with this secret; or none is configured")
    public Uni<RestResponse<Void>> receive(
            byte[] body,
            @HeaderParam("X-Hub-Signature-256") @Nullable String signature,
            @HeaderParam("X-GitHub-Event") @Nullable String event,
            @HeaderParam("X-GitHub-Delivery") @Nullable String delivery) {
        if (secret.isEmpty() || !SignatureCheck.isGenuine(body, signature, secret.get())) {
            count("unknown", "forged");
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "This delivery is not signed with the configured webhook secret.");
        }
        String name = event == null || !EVENTS.contains(event) ? "other" : event;
        if (delivery == null || !DELIVERY.matcher(delivery).matches()) {
            throw new ProblemException(ProblemType.MALFORMED, "Send the delivery's id as X-GitHub-Delivery.");
        }
        HookEvent said = reader.read(name, payload(body));
        return deliveries
                .isKnown(delivery)
                .chain(known -> known ? repeated(name) : carryOut(name, said, delivery))
                .replaceWith(RestResponse.accepted());
    }

    private Uni<Void> repeated(String name) {
        count(name, "repeated");
        return Uni.createFrom().voidItem();
    }

    /// First done, then noted: one that is cut off in between is done again when GitHub repeats it, and nothing is
    /// started twice by that.
    private Uni<Void> carryOut(String name, HookEvent said, String delivery) {
        count(name, said instanceof HookEvent.Nothing ? "ignored" : "handled");
        return hooks.handle(said).chain(() -> deliveries.add(delivery));
    }

    private JsonNode payload(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        } catch (IOException e) {
            throw new IllegalStateException("Bytes cannot fail to be read", e);
        }
        throw new ProblemException(
                ProblemType.MALFORMED, "Choose application/json as the webhook's content type; the body is not JSON.");
    }

    private void count(String event, String result) {
        metrics.counter("nokube.webhooks", "event", event, "result", result).increment();
    }
}
