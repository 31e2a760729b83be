package io.nokube.sandbox.github;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// The OpenID Connect provider that vouches for jobs: its keys, and the tokens that it signs with the claims that
/// GitHub puts into them.
final class JobTokens {
    /// Where a GitHub Enterprise Server has its provider.
    private static final String PATH = "/_services/token";
    private static final String KEYS = "/.well-known/jwks";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Clock clock;
    private @Nullable RsaJsonWebKey key;

    JobTokens(Clock clock) {
        this.clock = clock;
    }

    static String issuer(String base) {
        return base + PATH;
    }

    void mount(Router router) {
        router.get(PATH + "/.well-known/openid-configuration").handler(context -> {
            var issuer = issuer(GitHubJson.of(context).base());
            Answers.send(
                    context,
                    200,
                    new JsonObject()
                            .put("issuer", issuer)
                            .put("jwks_uri", issuer + KEYS)
                            .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256")));
        });
        router.get(PATH + KEYS).handler(context -> Answers.send(context, 200, keys()));
    }

    /// The token of a run's job.
    ///
    /// @param changes claims that are to be otherwise, for those who test what happens then
    String issue(String issuer, Run run, String audience, Map<String, Object> changes) {
        var claims = claims(issuer, run, audience);
        changes.forEach(claims::put);
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKey(key().getPrivateKey());
        jws.setKeyIdHeaderValue(key().getKeyId());
        jws.setPayload(claims.encode());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }

    private JsonObject claims(String issuer, Run run, String audience) {
        Instant now = clock.instant();
        var repository = run.repository();
        var workflow = repository.full() + "/.github/workflows/" + WorkflowFile.FILE_NAME + "@refs/heads/main";
        return new JsonObject()
                .put("jti", UUID.randomUUID().toString())
                .put("iss", issuer)
                .put("sub", "repo:" + repository.full() + ":ref:refs/heads/main")
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("ref", "refs/heads/main")
                .put("ref_type", "branch")
                .put("sha", Hashes.commitOf(repository.full(), run.ref()))
                .put("repository", repository.full())
                .put("repository_owner", repository.owner())
                .put("repository_visibility", "private")
                .put("run_id", String.valueOf(run.id()))
                .put("run_number", String.valueOf(run.number()))
                .put("run_attempt", "1")
                .put("runner_environment", "github-hosted")
                .put("actor", "nokube-bot")
                .put("event_name", "workflow_dispatch")
                .put("head_ref", "")
                .put("base_ref", "")
                .put("workflow_ref", workflow)
                .put("job_workflow_ref", workflow);
    }

    private JsonObject keys() {
        var keys = new JsonArray().add(new JsonObject(key().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        return new JsonObject().put("keys", keys);
    }

    /// Made when it is first needed, since that takes a moment.
    private synchronized RsaJsonWebKey key() {
        if (key == null) {
            try {
                key = RsaJwkGenerator.generateJwk(2048);
            } catch (JoseException e) {
                throw new IllegalStateException("RSA keys cannot be made here", e);
            }
            key.setKeyId("sandbox-" + UUID.randomUUID());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        }
        return key;
    }
}
