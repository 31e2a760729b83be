package io.nokube.build.push;

import io.nokube.build.config.BuildConfig;
import io.nokube.build.config.GitHubAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/// Reads the tokens that GitHub signs for jobs (OpenID Connect).
///
/// Why one is refused is for the log of this service alone: whoever forges tokens learns nothing from the answer.
@ApplicationScoped
public class JobTokens {
    private static final Logger LOG = Logger.getLogger(JobTokens.class);
    private static final String DISPATCHED = "workflow_dispatch";
    private static final int LONGEST_TOKEN = 16_384;
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_WHEN_UNREACHABLE = Duration.ofHours(12);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String issuer;
    private final String audience;
    private final WorkflowIdentity workflow;
    private final Clock clock;
    private final HttpsJwksVerificationKeyResolver keys;

    public JobTokens(BuildConfig config, Clock clock) {
        BuildConfig.GitHub github = config.github();
        this.issuer = github.oidcIssuer()
                .orElseGet(() -> GitHubAddress.parse(github.apiUrl()).oidcIssuer());
        this.audience = github.oidcAudience();
        this.workflow = WorkflowIdentity.of(github.buildsRepo().orElse(""), github.workflow(), github.ref());
        this.clock = clock;
        this.keys = new HttpsJwksVerificationKeyResolver(keys(issuer, Duration.ofSeconds(30)));
    }

    /// Fetched when the first token comes, kept, and fetched again for a key that is not among them, but not more
    /// often than `limit` says: anybody can make up names of keys.
    private static HttpsJwks keys(String issuer, Duration limit) {
        Get get = new Get();
        get.setConnectTimeout(Math.toIntExact(TIMEOUT.toMillis()));
        get.setReadTimeout(Math.toIntExact(TIMEOUT.toMillis()));
        get.setRetries(1);
        HttpsJwks jwks = new HttpsJwks(issuer + "/.well-known/jwks");
        jwks.setSimpleHttpGet(get);
        jwks.setDefaultCacheDuration(KEPT.toSeconds());
        jwks.setRetainCacheOnErrorDuration(KEPT_WHEN_UNREACHABLE.toSeconds());
        jwks.setRefreshReprieveThreshold(limit.toMillis());
        return jwks;
    }

    /// Whose `token` it is; empty where GitHub did not sign it, or not for a job of NoKube's workflow. May wait for
    /// GitHub's keys.
    Optional<JobIdentity> read(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = consumer().build().processToClaims(token);
            return identity(claims);
        } catch (InvalidJwtException e) {
            // By number: the errors' texts repeat the token.
            LOG.debugf(
                    "A job's token was refused: errors=%s",
                    e.getErrorDetails().stream()
                            .map(ErrorCodeValidator.Error::getErrorCode)
                            .toList());
            return Optional.empty();
        } catch (MalformedClaimException | NumberFormatException e) {
            LOG.debugf("A job's token was refused: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private JwtConsumerBuilder consumer() {
        NumericDate now = NumericDate.fromMilliseconds(clock.millis());
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                // The one that GitHub's metadata names; no token chooses how it is verified.
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(now);
    }

    private Optional<JobIdentity> identity(JwtClaims claims) throws MalformedClaimException {
        boolean ours = DISPATCHED.equals(claims.getStringClaimValue("event_name"))
                && workflow.covers(text(claims, "repository"), text(claims, "job_workflow_ref"));
        if (!ours) {
            LOG.debugf("A job's token is not one of NoKube's workflow: %s", claims.getSubject());
            return Optional.empty();
        }
        return Optional.of(new JobIdentity(Long.parseLong(text(claims, "run_id"))));
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException {
        String value = claims.getStringClaimValue(name);
        return value == null ? "" : value;
    }
}
