package io.nokube.gateway.external;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who somebody is to a provider.
///
/// @param issuer the provider, as it names itself
/// @param subject the provider's own id of the person, which it never gives to another one
/// @param names what a username can be made of, best first
/// @param email null where the provider names none, or one that is not confirmed
public record ExternalIdentity(
        String issuer,
        String subject,
        List<String> names,
        @Nullable String email) {
    public ExternalIdentity {
        names = List.copyOf(names);
    }

    /// Without the person's name and address.
    @Override
    public String toString() {
        return issuer;
    }
}
