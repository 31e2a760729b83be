package io.nokube.gateway.external;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.external.SignInOptionsView.ProviderView;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Tells a sign-in page what to show.
@Path("/api/v1/auth/options")
@Tag(name = "Identity")
@Produces(MediaType.APPLICATION_JSON)
public class SignInOptionsResource {
    private final SignInOptionsView options;

    SignInOptionsResource(Providers providers, GatewayConfig config) {
        this.options = new SignInOptionsView(
                config.auth().registration().name().toLowerCase(Locale.ROOT),
                providers.all().stream()
                        .map(provider -> new ProviderView(
                                provider.id(), provider.name(), ExternalSignInResource.PATH + "/" + provider.id()))
                        .toList());
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getSignInOptions",
            summary = "See how one can sign in here",
            description = "Whether anybody may make an account, and which other providers of accounts are taken.")
    public SignInOptionsView get() {
        return options;
    }
}
