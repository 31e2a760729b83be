package io.nokube.gateway.external;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.gateway.auth.Authenticator;
import io.nokube.gateway.auth.SessionCookie;
import io.nokube.gateway.auth.TokenIssuer;
import io.nokube.gateway.external.ExternalSignIn.Arrival;
import io.nokube.gateway.external.ExternalSignIn.Callback;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.QueryParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Signing in with a provider's account, by a browser that is sent there and back.
@Path(ExternalSignInResource.PATH)
@Tag(name = "Identity")
public class ExternalSignInResource {
    static final String PATH = "/api/v1/auth/external";

    private static final Logger LOG = Logger.getLogger(ExternalSignInResource.class);

    private final Providers providers;
    private final ExternalSignIn signIn;
    private final Authenticator authenticator;
    private final TokenIssuer tokens;
    private final AuditLog audit;

    ExternalSignInResource(
            Providers providers,
            ExternalSignIn signIn,
            Authenticator authenticator,
            TokenIssuer tokens,
            AuditLog audit) {
        this.providers = providers;
        this.signIn = signIn;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.audit = audit;
    }

    @GET
    @Path("/{provider}")
    @PermitAll
    @Operation(
            operationId = "beginExternalSignIn",
            summary = "Go to a provider to sign in",
            description = "For browsers. Ends in a session as signing in with a password does; what goes wrong is told"
                    + " to the sign-in page as ?problem=. With link=true the signed-in user's account gets this way in,"
                    + " too.")
    @Parameter(name = "provider", in = ParameterIn.PATH, description = "One of those in getSignInOptions")
    @Parameter(name = "return_to", in = ParameterIn.QUERY, description = "A path of the console to go on with")
    @Parameter(name = "link", in = ParameterIn.QUERY, description = "true: for the account that is signed in")
    @APIResponse(responseCode = "303", description = "To the provider, or back to the sign-in page")
    @APIResponse(responseCode = "401", description = "Nobody is signed in whose account could be linked")
    @APIResponse(responseCode = "404", description = "There is no such provider here")
    public Uni<RestResponse<Void>> begin(
            @PathParam("provider") String id, @Context UriInfo uri, @Context HttpServerRequest http) {
        QueryParameters parameters = QueryParameters.of(uri, "return_to", "link");
        Provider provider = provider(id);
        String returnTo = parameters.text("return_to");
        Uni<String> linkTo = "true".equals(parameters.text("link"))
                ? signedIn(http)
                : Uni.createFrom().nullItem();
        return linkTo.chain(username -> signIn.begin(provider, returnTo, username))
                .map(departure -> to(departure.location(), SignInCookie.of(departure.secret(), http)))
                .onFailure(SignInException.class)
                .recoverWithItem(failure -> failed(provider, failure, http));
    }

    @GET
    @Path("/{provider}/callback")
    @PermitAll
    @Operation(
            operationId = "finishExternalSignIn",
            summary = "Come back from a provider",
            description = "Only providers send anybody here.")
    @Parameter(name = "provider", in = ParameterIn.PATH, description = "One of those in getSignInOptions")
    @APIResponse(responseCode = "303", description = "To the console, signed in, or to the sign-in page")
    @APIResponse(responseCode = "404", description = "There is no such provider here")
    public Uni<RestResponse<Void>> finish(
            @PathParam("provider") String id, @Context UriInfo uri, @Context HttpServerRequest http) {
        Provider provider = provider(id);
        var query = uri.getQueryParameters();
        Callback callback = new Callback(query.getFirst("code"), query.getFirst("state"), query.getFirst("error"));
        return Uni.createFrom()
                .deferred(() -> signIn.finish(provider, callback, SignInCookie.read(http)))
                .invoke(arrival -> record(arrival, provider, http))
                .map(arrival -> to(
                        arrival.returnTo(),
                        SignInCookie.none(http),
                        SessionCookie.of(tokens.issue(arrival.user()), http)))
                .onFailure(SignInException.class)
                .recoverWithItem(failure -> failed(provider, failure, http));
    }

    private Provider provider(String id) {
        return providers
                .find(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "Nobody signs in with this provider here; see /api/v1/auth/options."));
    }

    /// A personal access token is no browser's.
    private Uni<String> signedIn(HttpServerRequest http) {
        return authenticator
                .authenticate(http)
                .map(token -> token.filter(found -> !found.personal())
                        .map(found -> found.caller().username())
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.UNAUTHENTICATED, "Sign in first, to the account that is to be linked.")));
    }

    private void record(Arrival arrival, Provider provider, HttpServerRequest http) {
        if (arrival.isNew()) {
            record(AuditKind.ACCOUNT_CREATED, arrival.user().username(), provider.id(), http);
        }
        if (arrival.isLinked()) {
            record(AuditKind.IDENTITY_LINKED, arrival.user().username(), provider.id(), http);
        }
        record(AuditKind.SIGNED_IN, arrival.user().username(), provider.id(), http);
    }

    private RestResponse<Void> failed(Provider provider, Throwable failure, HttpServerRequest http) {
        SignInProblem problem = ((SignInException) failure).problem();
        LOG.infof(
                "Nobody was signed in: provider=%s problem=%s: %s",
                provider.id(), problem.word(), failure.getMessage());
        record(AuditKind.SIGN_IN_FAILED, null, provider.id() + ": " + problem.word(), http);
        return to("/login?problem=" + problem.word(), SignInCookie.none(http));
    }

    private void record(AuditKind kind, @Nullable String username, String detail, HttpServerRequest http) {
        String address = http.remoteAddress().hostAddress();
        audit.record(AuditEvent.of(kind, username, address).with(detail));
    }

    private static RestResponse<Void> to(String location, NewCookie... cookies) {
        return ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                // As it is: the framework would put the host it believes to be in front of a path.
                .header("Location", location)
                .header("Cache-Control", "no-store")
                .cookie(cookies)
                .build();
    }
}
