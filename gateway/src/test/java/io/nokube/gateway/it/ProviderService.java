package io.nokube.gateway.it;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/// An OpenID Connect provider, and a GitHub to sign in with, over HTTP. It is as strict as real ones: a code is good
/// once, for the client, the address and the verifier it was asked for with.
public final class ProviderService implements AutoCloseable {
    static final String CLIENT = "nokube";
    static final String SECRET = "s3cr&t: for tests";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, MultiMap> codes = new ConcurrentHashMap<>();
    private volatile RsaJsonWebKey key = newKey();
    private volatile Person person = new Person("1", "neo", "neo@example.com");
    private volatile Consumer<JwtClaims> change = claims -> {};
    private volatile boolean denies;
    private volatile boolean isDown;

    /// Who is signed in at the provider.
    record Person(String id, String name, String email) {}

    private ProviderService() {
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::handle);
    }

    static ProviderService start() {
        ProviderService service = new ProviderService();
        HttpService.Futures.get(service.server.listen());
        return service;
    }

    String issuer() {
        return "http://127.0.0.1:" + server.actualPort() + "/realms/one";
    }

    String gitHub() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    void signIn(Person person) {
        this.person = person;
        this.change = claims -> {};
        this.denies = false;
        this.isDown = false;
    }

    void change(Consumer<JwtClaims> change) {
        this.change = change;
    }

    void deny() {
        denies = true;
    }

    void goDown() {
        isDown = true;
    }

    /// Signs with a new key from now on, as providers do every now and then.
    void rotate() {
        key = newKey();
    }

    private void handle(HttpServerRequest request) {
        if (isDown) {
            request.connection().close();
            return;
        }
        switch (request.path()) {
            case "/realms/one/.well-known/openid-configuration" -> json(request, metadata());
            case "/realms/one/keys" ->
                json(request, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            case "/realms/one/authorize", "/login/oauth/authorize" -> authorize(request);
            case "/realms/one/token" -> request.body().onSuccess(body -> token(request, form(body.toString()), true));
            case "/login/oauth/access_token" ->
                request.body().onSuccess(body -> token(request, form(body.toString()), false));
            case "/api/v3/user" ->
                json(
                        request,
                        new JsonObject()
                                .put("id", Long.valueOf(person.id()))
                                .put("login", person.name())
                                .encode());
            case "/api/v3/user/emails" ->
                json(
                        request,
                        new JsonArray()
                                .add(email("old-" + person.email(), false))
                                .add(email(person.email(), true))
                                .encode());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static JsonObject email(String address, boolean primary) {
        return new JsonObject().put("email", address).put("primary", primary).put("verified", true);
    }

    private String metadata() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize?kc=1")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/keys")
                .encode();
    }

    private void authorize(HttpServerRequest request) {
        MultiMap asked = request.params();
        String back = asked.get("redirect_uri") + "?state=" + asked.get("state");
        boolean right = CLIENT.equals(asked.get("client_id")) && "S256".equals(asked.get("code_challenge_method"));
        if (!right) {
            request.response().setStatusCode(400).end();
        } else if (denies) {
            redirect(request, back + "&error=access_denied&error_description=No");
        } else {
            String code = UUID.randomUUID().toString();
            codes.put(code, asked);
            redirect(request, back + "&code=" + code + "&iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8));
        }
    }

    private static void redirect(HttpServerRequest request, String location) {
        request.response().setStatusCode(302).putHeader("location", location).end();
    }

    private void token(HttpServerRequest request, MultiMap form, boolean oidc) {
        MultiMap asked = codes.remove(String.valueOf(form.get("code")));
        boolean right = asked != null
                && (oidc ? isBasic(request) : SECRET.equals(form.get("client_secret")))
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(form.get("code_verifier")));
        if (!right) {
            // GitHub says 200 also where it means no.
            error(request.response().setStatusCode(oidc ? 400 : 200));
        } else if (oidc) {
            json(
                    request,
                    new JsonObject()
                            .put("access_token", "x")
                            .put("id_token", idToken(asked.get("nonce")))
                            .encode());
        } else {
            json(request, new JsonObject().put("access_token", "gho_x").encode());
        }
    }

    private static void error(HttpServerResponse response) {
        response.putHeader("content-type", "application/json").end("{\"error\": \"invalid_grant\"}");
    }

    private static boolean isBasic(HttpServerRequest request) {
        String pair = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return basic.equals(request.getHeader("authorization"));
    }

    private String idToken(String nonce) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(CLIENT);
        claims.setSubject(person.id());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("nonce", nonce);
        claims.setStringClaim("preferred_username", person.name());
        claims.setStringClaim("email", person.email());
        change.accept(claims);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MultiMap form(String body) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.add(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void json(HttpServerRequest request, String body) {
        request.response().putHeader("content-type", "application/json").end(body);
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(UUID.randomUUID().toString());
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        HttpService.Futures.get(vertx.close());
    }
}
