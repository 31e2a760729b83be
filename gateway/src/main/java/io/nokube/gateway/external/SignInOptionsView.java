package io.nokube.gateway.external;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How one can sign in here.
///
/// @param registration `open` or `closed`
@RegisterForReflection
@Schema(name = "SignInOptions")
public record SignInOptionsView(
        @Schema(enumeration = {"open", "closed"}) String registration, List<ProviderView> providers) {
    public SignInOptionsView {
        providers = List.copyOf(providers);
    }

    /// @param url where a browser goes to sign in with it
    @RegisterForReflection
    @Schema(name = "SignInProvider")
    public record ProviderView(String id, String name, String url) {}
}
