package io.nokube.gateway.external;

import java.util.Locale;

/// Why a sign-in did not come to its end. The console has words for each.
enum SignInProblem {
    /// The person, or the provider, said no.
    DENIED,
    /// It took too long, was begun in another browser, or its answer was used before.
    EXPIRED,
    /// There is no account for this person, and none is made.
    NO_ACCOUNT,
    /// An administrator has disabled the account.
    DISABLED,
    /// Another account has the person's email address.
    EMAIL_TAKEN,
    /// The provider names no confirmed email address.
    NO_EMAIL,
    /// This person belongs to another account here already.
    LINKED_ELSEWHERE,
    /// The provider cannot be reached, or answers with an error.
    PROVIDER_UNAVAILABLE,
    /// What the provider says about the person cannot be believed.
    NOT_TRUSTED;

    /// As it is told to the console.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
