package io.nokube.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/// How something is to be deleted (`DeleteOptions`).
///
/// @param uid only the object with this one, where it is not empty
/// @param orphans whether what it owns stays, without owner
/// @param foreground whether it stays until what it owns is gone
record Deletion(boolean dryRun, String uid, boolean orphans, boolean foreground) {
    static final String FOREGROUND = "foregroundDeletion";
    static final String DEFINITION_CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    static final Deletion PLAIN = new Deletion(false, "", false, false);

    static Deletion of(JsonNode options, String policyOfQuery, boolean dryRunOfQuery) {
        String policy = options.path("propagationPolicy").asText(policyOfQuery);
        return new Deletion(
                dryRunOfQuery || options.path("dryRun").path(0).asText().equals("All"),
                options.path("preconditions").path("uid").asText(),
                policy.equals("Orphan"),
                policy.equals("Foreground"));
    }
}
