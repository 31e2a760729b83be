package io.nokube.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nokube.gateway.it.ProviderService.Person;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ExternalSignInIT.WithProviders.class)
class ExternalSignInIT {
    private static final String PUBLIC = "https://nokube.example.com";
    private static final String EXTERNAL = "/api/v1/auth/external/";

    private ProviderService provider;

    public static class WithProviders implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ProviderBackends.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    public static class ProviderBackends extends Backends {
        private ProviderService provider;

        @Override
        public Map<String, String> start() {
            provider = ProviderService.start();
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put("nokube.public-url", PUBLIC + "/");
            settings.put("nokube.sign-in.oidc.issuer", provider.issuer());
            settings.put("nokube.sign-in.oidc.client-id", ProviderService.CLIENT);
            settings.put("nokube.sign-in.oidc.client-secret", ProviderService.SECRET);
            settings.put("nokube.sign-in.oidc.name", "Example");
            settings.put("nokube.sign-in.github.client-id", ProviderService.CLIENT);
            settings.put("nokube.sign-in.github.client-secret", ProviderService.SECRET);
            settings.put("nokube.sign-in.github.url", provider.gitHub());
            return settings;
        }

        @Override
        public void inject(TestInjector injector) {
            super.inject(injector);
            injector.injectIntoFields(
                    provider, new QuarkusTestResourceLifecycleManager.TestInjector.MatchesType(ProviderService.class));
        }

        @Override
        public void stop() {
            super.stop();
            if (provider != null) {
                provider.close();
            }
        }
    }

    @Test
    void thePageIsToldWhatThereIs() {
        var options = Gateway.json(Gateway.send(Gateway.request("/api/v1/auth/options")));

        assertThat(options.at("/registration").asText()).isEqualTo("open");
        assertThat(options.at("/providers").findValuesAsText("name")).containsExactly("Example", "GitHub");
        assertThat(options.at("/providers/1/url").asText()).isEqualTo("/api/v1/auth/external/github");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oidc", "github"})
    void somebodyNewGetsAnAccountAndComesBackToIt(String id) {
        Person person = new Person("7" + id.length(), "Trini-Ty." + id, "trinity@" + id + ".example");
        provider.signIn(person);
        Browser browser = new Browser();

        var arrival = browser.signIn(id, "?return_to=/builds/b1");

        assertThat(arrival.headers().firstValue("location")).contains("/builds/b1");
        assertThat(arrival.headers().firstValue("cache-control")).contains("no-store");
        var me = Gateway.json(browser.get("/api/v1/auth/me"));
        assertThat(me.at("/username").asText()).isEqualTo("trinity" + id);
        assertThat(me.at("/email").asText()).isEqualTo(person.email());
        assertThat(me.at("/roles")).hasSize(1);

        provider.signIn(new Person(person.id(), "renamed", "renamed@" + id + ".example"));
        Browser another = new Browser();
        another.signIn(id, "");
        assertThat(another.username()).isEqualTo("trinity" + id);
        assertThat(Gateway.login("trinity" + id, Gateway.PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void theSameIdAtAnotherProviderIsAnotherPerson() {
        provider.signIn(new Person("500", "cypher", "cypher@oidc.example"));
        Browser one = new Browser();
        one.signIn("oidc", "");
        provider.signIn(new Person("500", "cypher", "cypher@github.example"));
        Browser other = new Browser();
        other.signIn("github", "");

        assertThat(one.username()).isEqualTo("cypher");
        assertThat(other.username()).isEqualTo("cypher2");
    }

    @Test
    void nobodyGetsAnAccountForItsEmailAddress() {
        Gateway.register("tank");
        provider.signIn(new Person("501", "tank", "TANK@example.com"));
        Browser browser = new Browser();

        assertProblem(browser.signIn("oidc", ""), "email_taken");
        assertThat(browser.get("/api/v1/auth/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anAccountGetsAnotherWayInWhenItsOwnerAsksForIt() {
        String token = Gateway.token("dozer");
        provider.signIn(new Person("502", "dz", "dozer@example.com"));
        Browser browser = new Browser();
        browser.cookies.put("nokube_session", token);

        browser.signIn("github", "?link=true&return_to=/account");
        Browser later = new Browser();
        later.signIn("github", "");
        assertThat(later.username()).isEqualTo("dozer");

        Browser thief = new Browser();
        thief.cookies.put("nokube_session", Gateway.token("mouse"));
        assertProblem(thief.signIn("github", "?link=true"), "linked_elsewhere");
    }

    @Test
    void whoKnowsNoPasswordDeletesTheAccountRightAfterSigningIn() {
        provider.signIn(new Person("520", "keymaker", "keymaker@example.com"));
        Browser browser = new Browser();
        browser.signIn("oidc", "");
        assertThat(browser.username()).isEqualTo("keymaker");

        var request = Gateway.as(browser.cookies.get("nokube_session"), "/api/v1/auth/me")
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(Gateway.send(request).statusCode()).isEqualTo(204);
        Awaitility.await().until(() -> browser.get("/api/v1/auth/me").statusCode() == 401);
    }

    @Test
    void linkingNeedsSomebodySignedIn() {
        assertThat(Gateway.send(Gateway.request(EXTERNAL + "github?link=true")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherBrowserCannotFinishIt() {
        provider.signIn(new Person("503", "apoc", "apoc@example.com"));
        Browser attacker = new Browser();
        String back = attacker.atProvider("oidc", "");
        Browser victim = new Browser();

        assertProblem(victim.come(back), "expired");
        victim.atProvider("oidc", "");
        assertProblem(victim.come(back), "expired");
        assertThat(victim.get("/api/v1/auth/me").statusCode()).isEqualTo(401);
    }

    @Test
    void anAnswerIsGoodOnce() {
        provider.signIn(new Person("504", "switch", "switch@example.com"));
        Browser browser = new Browser();
        String back = browser.atProvider("oidc", "");
        Map<String, String> before = Map.copyOf(browser.cookies);
        assertThat(browser.come(back).headers().firstValue("location")).contains("/");
        browser.cookies.clear();
        browser.cookies.putAll(before);

        assertProblem(browser.come(back), "expired");
    }

    @Test
    void anAnswerIsGoodForTheProviderThatWasAsked() {
        provider.signIn(new Person("505", "ghost", "ghost@example.com"));
        Browser browser = new Browser();
        String back = browser.atProvider("oidc", "");

        assertProblem(browser.come(back.replace("/oidc/", "/github/")), "expired");
    }

    @Test
    void whoSaysNoIsNotSignedIn() {
        provider.signIn(new Person("506", "merovingian", "m@example.com"));
        provider.deny();
        assertProblem(new Browser().signIn("oidc", ""), "denied");
    }

    @Test
    void aTokenForSomebodyElseIsNotTaken() {
        provider.signIn(new Person("507", "smith", "smith@example.com"));
        provider.change(claims -> claims.setAudience("another-client"));
        assertProblem(new Browser().signIn("oidc", ""), "not_trusted");
        provider.change(claims -> claims.setStringClaim("nonce", "another"));
        assertProblem(new Browser().signIn("oidc", ""), "not_trusted");
        provider.change(claims -> claims.setClaim("email_verified", false));
        assertProblem(new Browser().signIn("oidc", ""), "no_email");
    }

    @Test
    void aNewKeyOfTheProviderIsFetched() {
        provider.signIn(new Person("508", "niobe", "niobe@example.com"));
        Browser browser = new Browser();
        browser.signIn("oidc", "");
        provider.rotate();

        Browser later = new Browser();
        later.signIn("oidc", "");
        assertThat(later.username()).isEqualTo("niobe");
    }

    @Test
    void aProviderThatIsAwayIsSaidToBe() {
        provider.signIn(new Person("509", "seraph", "seraph@example.com"));
        Browser browser = new Browser();
        String back = browser.atProvider("github", "");
        provider.goDown();
        assertProblem(browser.come(back), "provider_unavailable");
        provider.signIn(new Person("509", "seraph", "seraph@example.com"));
    }

    @Test
    void leadsToNoOtherSite() {
        provider.signIn(new Person("510", "lock", "lock@example.com"));
        var arrival = new Browser().signIn("oidc", "?return_to=//evil.example/x");
        assertThat(arrival.headers().firstValue("location")).contains("/");
    }

    @Test
    void thereIsNoOtherProvider() {
        assertThat(Gateway.send(Gateway.request(EXTERNAL + "gitlab")).statusCode())
                .isEqualTo(404);
        assertThat(Gateway.send(Gateway.request(EXTERNAL + "gitlab/callback?code=x&state=y"))
                        .statusCode())
                .isEqualTo(404);
        assertProblem(Gateway.send(Gateway.request(EXTERNAL + "oidc/callback")), "expired");
    }

    @Test
    void aDisabledAccountIsNotReachedThisWayEither() {
        provider.signIn(new Person("512", "bane", "bane@example.com"));
        new Browser().signIn("oidc", "");
        assertThat(Gateway.send(Gateway.as(admin(), "/api/v1/admin/users/bane")
                                .header("Content-Type", "application/json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"disabled\": true}")))
                        .statusCode())
                .isEqualTo(200);

        assertProblem(new Browser().signIn("oidc", ""), "disabled");
    }

    private static String admin() {
        return Gateway.json(Gateway.login("morpheus", Backends.ADMIN_PASSWORD))
                .at("/token/access_token")
                .asText();
    }

    @Test
    void itIsInTheAuditLog() {
        provider.signIn(new Person("511", "zee", "zee@example.com"));
        new Browser().signIn("github", "");
        String admin = admin();
        await().untilAsserted(() -> {
            var events = Gateway.json(Gateway.send(Gateway.as(admin, "/api/v1/admin/audit?username=zee")));
            assertThat(events.at("/items").findValuesAsText("kind")).contains("account_created", "signed_in");
            assertThat(events.at("/items").findValuesAsText("detail")).containsOnly("github");
        });
    }

    private static void assertProblem(HttpResponse<String> response, String problem) {
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("location")).contains("/login?problem=" + problem);
    }

    /// Keeps cookies and goes where it is sent, step by step.
    private static final class Browser {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
        final Map<String, String> cookies = new HashMap<>();

        /// Signs in, until it is back with or without a session.
        HttpResponse<String> signIn(String id, String query) {
            return come(atProvider(id, query));
        }

        /// Goes to the provider, where somebody is signed in already.
        ///
        /// @return where the provider sends it then
        String atProvider(String id, String query) {
            String there =
                    get(EXTERNAL + id + query).headers().firstValue("location").orElseThrow();
            try {
                return CLIENT.send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.discarding())
                        .headers()
                        .firstValue("location")
                        .orElseThrow();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /// Comes to NoKube under its public address, which stands for the test's port.
        HttpResponse<String> come(String url) {
            assertThat(url).startsWith(PUBLIC + "/");
            return get(url.substring(PUBLIC.length()));
        }

        String username() {
            return Gateway.json(get("/api/v1/auth/me")).at("/username").asText();
        }

        HttpResponse<String> get(String target) {
            HttpRequest.Builder request = Gateway.request(target);
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> response = Gateway.send(request);
            response.headers().allValues("set-cookie").forEach(this::keep);
            return response;
        }

        private void keep(String cookie) {
            assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=");
            String[] pair = cookie.split(";")[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }
}
