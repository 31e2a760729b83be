package io.nokube.gateway.auth;

import io.nokube.gateway.audit.AuditEvent;
import io.nokube.gateway.audit.AuditKind;
import io.nokube.gateway.audit.AuditLog;
import io.nokube.gateway.token.PersonalTokenResource;
import io.nokube.gateway.user.User;
import io.nokube.identity.Role;
import io.nokube.names.Username;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.nokube.web.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Accounts and signing in.
@Path("/api/v1/auth")
@Tag(name = "Identity", description = "Accounts, signing in, and personal access tokens")
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
    private final Registration registration;
    private final Login login;
    private final TokenIssuer tokens;
    private final CurrentCaller caller;
    private final SecurityIdentity identity;
    private final Authenticator authenticator;
    private final Sessions sessions;
    private final PasswordChange passwords;
    private final AuditLog audit;

    AuthResource(
            Registration registration,
            Login login,
            TokenIssuer tokens,
            CurrentCaller caller,
            SecurityIdentity identity,
            Authenticator authenticator,
            Sessions sessions,
            PasswordChange passwords,
            AuditLog audit) {
        this.registration = registration;
        this.login = login;
        this.tokens = tokens;
        this.caller = caller;
        this.identity = identity;
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
    }

    @POST
    @Path("/register")
    @PermitAll
    @Operation(operationId = "register", summary = "Make an account", description = "Only where registration is open.")
    @APIResponseSchema(
            responseCode = "201",
            responseDescription = "The account, and a token to go on with",
            value = SignedInView.class)
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "403", description = "Registration is closed")
    @APIResponse(responseCode = "409", description = "The username or the email address is taken")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<SignedInView>> register(RegisterRequest request, @Context HttpServerRequest http) {
        return registration
                .register(request)
                .invoke(user -> audit.record(AuditEvent.of(AuditKind.ACCOUNT_CREATED, user.username(), address(http))))
                .map(user -> ResponseBuilder.create(RestResponse.Status.CREATED, signedIn(user))
                        .build());
    }

    @POST
    @Path("/login")
    @PermitAll
    @Operation(
            operationId = "login",
            summary = "Sign in with a password",
            description =
                    "Answers with a token and sets it as the console's cookie. Ten wrong passwords within a quarter"
                            + " of an hour have to wait.")
    @APIResponseSchema(
            responseCode = "200",
            responseDescription = "Who signed in, and the token",
            value = SignedInView.class)
    @APIResponse(responseCode = "401", description = "No such user, or a wrong password: it is not said which")
    @APIResponse(
            responseCode = "403",
            description = "The password is right, and an administrator has disabled the account")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<SignedInView>> login(LoginRequest request, @Context HttpServerRequest http) {
        String address = address(http);
        return Uni.createFrom()
                .deferred(() -> login.login(request, address))
                .invoke(user -> audit.record(AuditEvent.of(AuditKind.SIGNED_IN, user.username(), address)))
                .onFailure(ProblemException.class)
                .invoke(() -> audit.record(AuditEvent.of(AuditKind.SIGN_IN_FAILED, name(request.username()), address)))
                .map(user -> withCookie(user, http));
    }

    private static String address(HttpServerRequest http) {
        return http.remoteAddress().hostAddress();
    }

    /// What could be a username. Anything else may be a password in the wrong field.
    private static @Nullable String name(@Nullable String typed) {
        return typed != null && Username.isValid(typed) ? typed : null;
    }

    private RestResponse<SignedInView> withCookie(User user, HttpServerRequest http) {
        SignedInView view = signedIn(user);
        return ResponseBuilder.ok(view)
                .cookie(SessionCookie.of(view.token(), http))
                .build();
    }

    @POST
    @Path("/logout")
    @Operation(
            operationId = "logout",
            summary = "Sign out",
            description = "Ends the session: within two seconds its token opens nothing any more. Personal access"
                    + " tokens stay as they are.")
    @APIResponse(responseCode = "204", description = "Signed out")
    @PermitAll
    public Uni<RestResponse<Void>> logout(@Context HttpServerRequest http) {
        return authenticator
                .authenticate(http)
                .chain(token -> token.filter(found -> !found.personal())
                        .map(found -> sessions.end(found)
                                .invoke(() -> audit.record(AuditEvent.of(
                                        AuditKind.SIGNED_OUT, found.caller().username(), address(http)))))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(done -> ResponseBuilder.<Void>noContent()
                        .cookie(SessionCookie.none(http))
                        .build());
    }

    @POST
    @Path("/password")
    @RolesAllowed(Role.USER)
    @Operation(
            operationId = "changePassword",
            summary = "Change your password",
            description = "Ends every session of yours, and answers with a new one. Personal access tokens stay.")
    @APIResponseSchema(
            responseCode = "200",
            responseDescription = "Who signed in, and the new token",
            value = SignedInView.class)
    @APIResponse(responseCode = "400", description = "Every invalid field, by name")
    @APIResponse(responseCode = "403", description = "The caller signed in with a personal access token")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<SignedInView>> changePassword(PasswordRequest request, @Context HttpServerRequest http) {
        if (Boolean.TRUE.equals(identity.getAttribute(PersonalTokenResource.PERSONAL))) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Sign in with your password: a personal access token cannot change it.");
        }
        String username = caller.get().username();
        return Uni.createFrom()
                .deferred(() -> passwords.change(username, request, address(http)))
                .invoke(user -> audit.record(AuditEvent.of(AuditKind.PASSWORD_CHANGED, username, address(http))))
                .onFailure(ProblemException.class)
                .invoke(() -> audit.record(AuditEvent.of(AuditKind.PASSWORD_CHANGE_FAILED, username, address(http))))
                .map(user -> withCookie(user, http));
    }

    private SignedInView signedIn(User user) {
        return new SignedInView(UserView.of(user), tokens.issue(user));
    }
}
