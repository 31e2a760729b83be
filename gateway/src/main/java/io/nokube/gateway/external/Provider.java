package io.nokube.gateway.external;

import io.smallrye.mutiny.Uni;

/// Somebody else who knows people, and says who they are.
interface Provider {
    /// In paths.
    String id();

    /// On the button.
    String name();

    /// Where the browser is sent to, as an absolute URL.
    ///
    /// @param callback where it is to come back to
    /// @throws SignInException in the stream, where the provider cannot be reached
    Uni<String> authorizationUrl(Attempt attempt, String callback);

    /// Who came back with `code`.
    ///
    /// @throws SignInException in the stream, where that cannot be found out or believed
    Uni<ExternalIdentity> identify(String code, Attempt attempt, String callback);
}
